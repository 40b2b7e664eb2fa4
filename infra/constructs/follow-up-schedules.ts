/** What timers are made in and as: a group, a role that may hand over to the follow-up function and nothing else, and a queue for what could not be handed over. */
import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { type Role as AnyRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { functionArn } from '../../shared/deployment/aws-place.ts';
import { liveAlias, resourceNames } from '../../shared/deployment/resource-names.ts';
import { failureQueue } from './failure-queue.ts';
import { here } from './here.ts';
import { useOfKey } from './key-use.ts';
import { acknowledge, wildcards } from './wildcards.ts';

export class FollowUpSchedules extends Construct {
  /** What a timer invokes: the alias, so that a deployment shifts timers made long before. By name, for the follow-up function itself is told it. */
  readonly targetArn: string;
  readonly failures: Queue;
  readonly role: Role;
  private readonly groupName: string;

  constructor(scope: Construct, { stage, key }: { stage: string; key: IKey }) {
    super(scope, 'timers');
    const names = resourceNames(stage);
    this.targetArn = `${functionArn(here, names.functionOf('follow-up'))}:${liveAlias}`;
    this.groupName = names.timerGroup;
    // Left behind, it would stand in the way of the next deployment, which makes a group of the same name; the sweep does what its timers were for.
    const group = new ScheduleGroup(this, 'Group', {
      scheduleGroupName: names.timerGroup,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.failures = failureQueue(this, 'Failures', { name: names.timerFailures, key });
    this.role = new Role(this, 'Role', {
      roleName: names.timerRoleIn(here.region),
      description: `What the timers of booking-gate ${stage} may do`,
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': group.scheduleGroupArn },
        },
      }),
    });
    this.role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.targetArn] }),
    );
    this.failures.grant(this.role, 'sqs:SendMessage');
    useOfKey(this.role, key, { services: ['sqs'], actions: ['kms:Decrypt', 'kms:GenerateDataKey'] });
  }

  /** To make timers, in this group and as this role only. Never to change or delete one. */
  grantCreate(role: AnyRole): void {
    role.addToPolicy(
      new PolicyStatement({
        actions: ['scheduler:CreateSchedule'],
        resources: [
          `arn:${Aws.PARTITION}:scheduler:${Aws.REGION}:${Aws.ACCOUNT_ID}:schedule/${this.groupName}/*`,
        ],
      }),
    );
    role.addToPolicy(
      new PolicyStatement({
        actions: ['iam:PassRole'],
        resources: [this.role.roleArn],
        conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
      }),
    );
    acknowledge(role, wildcards.timersOf(this.groupName));
  }
}
