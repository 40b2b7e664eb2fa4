/** A stage's table, timers and policies as the workflows take them: so that an operator's change goes the same way as any other. What is asked of the table each command says itself, for its permissions are read off that. */
import { dynamodbClient, schedulerClient } from '../functions/adapters/clients.ts';
import { schedulerTimers, type TimerTarget } from '../functions/adapters/scheduler-timers.ts';
import type { ClinicDeps } from '../functions/workflow/deps.ts';
import { createPolicies } from '../functions/workflow/policies.ts';
import { functionArn } from '../shared/deployment/aws-place.ts';
import { liveAlias, localStage } from '../shared/deployment/resource-names.ts';
import type { Stage } from './stage.ts';

export interface Opened<Deps> {
  deps: Deps;
  close: () => void;
}

export function openTable<Store extends ClinicDeps['store']>(
  stage: Stage,
  storeOver: (client: ReturnType<typeof dynamodbClient>) => Store,
): Opened<ClinicDeps & { store: Store }> {
  const database = dynamodbClient(stage.settingsOf('dynamodb'));
  const scheduler = schedulerClient(stage.settingsOf('scheduler'));
  const store = storeOver(database);
  return {
    deps: {
      clock: stage.clock,
      store,
      timers: schedulerTimers(scheduler, timerTarget(stage)),
      policies: createPolicies(store),
    },
    close() {
      database.destroy();
      scheduler.destroy();
    },
  };
}

/** As the deployment gives it to the functions. */
function timerTarget({ stage, names, partition, region, account }: Stage): TimerTarget {
  return {
    functionArn: `${functionArn({ partition, region, account }, names.functionOf('follow-up'))}:${liveAlias}`,
    roleArn: `arn:${partition}:iam::${account}:role/${names.timerRoleIn(region)}`,
    deadLetterArn: `arn:${partition}:sqs:${region}:${account}:${names.timerFailures}`,
    // The local stack keeps its timers in the default group.
    ...(stage === localStage ? {} : { groupName: names.timerGroup }),
  };
}
