/** The account's SMS settings, which CloudFormation has no resource for: one call at each deployment that changes them. */
import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { accountScope } from '../settings.ts';
import { deliveryLogArns } from './delivery-logs.ts';
import { logGroup } from './log-group.ts';
import { acknowledge, wildcards } from './wildcards.ts';

/** Per cent of the texts that got through and are logged too: all, for a receipt of each is what staff see. */
const successLoggedPercent = 100;
const callTimeout = Duration.minutes(2);
/** The call's own log: what is set is in the template anyway. */
const logDays = 30;

export interface SmsSettingsProps {
  monthlySpendLimitUsd: number;
  key: IKey;
}

export class SmsSettings extends Construct {
  constructor(scope: Construct, { monthlySpendLimitUsd, key }: SmsSettingsProps) {
    super(scope, 'sms');
    const logRole = new Role(this, 'DeliveryLogRole', {
      description: 'What SNS may write of the texts it delivered',
      assumedBy: new ServicePrincipal('sns.amazonaws.com'),
    });
    // What SNS asks of the role, bounded to the groups it writes to. https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html
    logRole.addToPolicy(
      new PolicyStatement({
        actions: [
          'logs:CreateLogGroup',
          'logs:CreateLogStream',
          'logs:PutLogEvents',
          'logs:PutMetricFilter',
          'logs:PutRetentionPolicy',
        ],
        resources: [deliveryLogArns()],
      }),
    );
    acknowledge(logRole, wildcards.deliveryLogs);
    const call = {
      service: 'SNS',
      action: 'setSMSAttributes',
      parameters: {
        attributes: {
          MonthlySpendLimit: String(monthlySpendLimitUsd),
          DeliveryStatusIAMRole: logRole.roleArn,
          DeliveryStatusSuccessSamplingRate: String(successLoggedPercent),
          DefaultSMSType: 'Transactional',
        },
      },
      physicalResourceId: PhysicalResourceId.of('sms-settings'),
    };
    const logs = logGroup(this, 'Logs', { stage: accountScope, name: 'sms-settings', logDays, key });
    // Not CDK's own role, which may make log groups: a late line would bring this one back after its stack, and the next deployment would meet it.
    const callRole = new Role(this, 'CallRole', {
      description: 'What the call that sets the SMS settings may do',
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    logs.grantWrite(callRole);
    const settings = new AwsCustomResource(this, 'Settings', {
      onCreate: call,
      onUpdate: call,
      installLatestAwsSdk: false,
      timeout: callTimeout,
      logGroup: logs,
      role: callRole,
      policy: AwsCustomResourcePolicy.fromStatements([
        new PolicyStatement({ actions: ['sns:SetSMSAttributes'], resources: ['*'] }),
        new PolicyStatement({ actions: ['iam:PassRole'], resources: [logRole.roleArn] }),
      ]),
    });
    // SNS tries the role when it is told of it: its policy must stand by then.
    settings.node.addDependency(logRole);
    acknowledge(this, wildcards.any);
  }
}
