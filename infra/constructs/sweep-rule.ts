/** What drives the sweep: an EventBridge rule, so that it does not depend on the Scheduler whose failures it makes good. */
import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { resourceNames } from '../../shared/deployment/resource-names.ts';
import type { HouseFunction } from './house-function.ts';

/** How often, minutes: a rule's shortest. What is overdue waits at most three minutes and this. */
export const sweepEveryMinutes = 1;

/** A run that was missed is not made up for: the next one comes in a minute and finds the same. */
export function sweepRule(scope: Construct, stage: string, sweep: HouseFunction): Rule {
  return new Rule(scope, 'sweep-rule', {
    ruleName: `${resourceNames(stage).prefix}-sweep`,
    description: 'Looks every minute for work that is overdue',
    schedule: Schedule.rate(Duration.minutes(sweepEveryMinutes)),
    targets: [
      new LambdaFunction(sweep.live, {
        event: RuleTargetInput.fromObject({ v: 1 }),
        retryAttempts: 0,
        maxEventAge: Duration.minutes(sweepEveryMinutes),
      }),
    ],
  });
}
