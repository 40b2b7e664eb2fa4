/** A stage's table, timers and policies as the workflows take them: so that an operator's change goes the same way as any other. */
import { dynamodbClient, schedulerClient } from '../functions/adapters/clients.ts';
import { dynamodbBelongings } from '../functions/adapters/dynamodb-belongings.ts';
import { dynamodbBookings } from '../functions/adapters/dynamodb-bookings.ts';
import { schedulerTimers, type TimerTarget } from '../functions/adapters/scheduler-timers.ts';
import type { EraseDeps } from '../functions/workflow/deps.ts';
import { createPolicies } from '../functions/workflow/policies.ts';
import { functionArn } from '../shared/deployment/aws-place.ts';
import { liveAlias, localStage } from '../shared/deployment/resource-names.ts';
import type { Stage } from './stage.ts';

export interface OpenedBookings {
  deps: EraseDeps;
  close: () => void;
}

/** Business events are the functions' to tell; a command says itself what it did. `tableName`: where it is not the stage's own, as during a restore. */
export function openBookings(stage: Stage, tableName: string = stage.names.table): OpenedBookings {
  const database = dynamodbClient(stage.settingsOf('dynamodb'));
  const scheduler = schedulerClient(stage.settingsOf('scheduler'));
  const store = {
    ...dynamodbBookings(database, tableName),
    ...dynamodbBelongings(database, tableName),
  };
  return {
    deps: {
      clock: stage.clock,
      store,
      timers: schedulerTimers(scheduler, timerTarget(stage)),
      policies: createPolicies(store),
      journal: { note: () => undefined },
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
