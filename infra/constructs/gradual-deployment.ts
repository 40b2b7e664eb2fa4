/** A new version takes a tenth of the calls first and all of them after five minutes; when its alarms go off meanwhile, the alias turns back by itself. */

import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import type { Construct } from 'constructs';
import { resourceNames } from '../../shared/deployment/resource-names.ts';
import type { HouseFunction } from './house-function.ts';
import { acknowledgeManaged } from './wildcards.ts';

export function deploymentsOf(scope: Construct, stage: string): LambdaApplication {
  return new LambdaApplication(scope, 'deployments', { applicationName: resourceNames(stage).prefix });
}

export function deployGradually(
  application: LambdaApplication,
  target: HouseFunction,
  alarms: readonly IAlarm[],
): LambdaDeploymentGroup {
  const group = new LambdaDeploymentGroup(target, 'Deployment', {
    application,
    alias: target.alias,
    deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
    alarms: [...alarms],
    autoRollback: { deploymentInAlarm: true, failedDeployment: true, stoppedDeployment: true },
  });
  const reason =
    'CodeDeploy takes the role to shift the alias, no code of ours does. https://docs.aws.amazon.com/codedeploy/latest/userguide/getting-started-create-service-role.html';
  acknowledgeManaged(group.role, 'service-role/AWSCodeDeployRoleForLambdaLimited', reason);
  return group;
}
