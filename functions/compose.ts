/** Puts the adapters together to what every workflow is given: once per function, while it starts. */
import type { Clock, Journal } from '../shared/ports.ts';
import {
  type ClientSettings,
  dynamodbClient,
  schedulerClient,
  secretsManagerClient,
  snsClient,
} from './adapters/clients.ts';
import { dynamodbStore } from './adapters/dynamodb-store.ts';
import { schedulerTimers, type TimerTarget } from './adapters/scheduler-timers.ts';
import { secretsManagerSecrets } from './adapters/secrets-manager-secrets.ts';
import { snsStaffNotices } from './adapters/sns-staff-notices.ts';
import { snsTexting } from './adapters/sns-texting.ts';
import { lineJournal, systemClock, systemRandomness } from './adapters/system-ports.ts';
import type { FunctionEnv } from './env.ts';
import type { Deps } from './workflow/deps.ts';
import { createPolicies } from './workflow/policies.ts';

/** Where each service answers; on AWS all four are the region's own. */
export interface Endpoints {
  dynamodb: ClientSettings;
  scheduler: ClientSettings;
  sns: ClientSettings;
  secretsManager: ClientSettings;
}

export interface Composition {
  endpoints: Endpoints;
  tableName: string;
  timers: TimerTarget;
  noticesTopicArn: string;
  clock?: Clock;
  journal?: Journal;
}

export function composeDeps(composition: Composition): Deps {
  const { endpoints, tableName, timers, noticesTopicArn } = composition;
  const clock = composition.clock ?? systemClock;
  const sns = snsClient(endpoints.sns);
  const store = dynamodbStore(dynamodbClient(endpoints.dynamodb), tableName);
  return {
    clock,
    store,
    timers: schedulerTimers(schedulerClient(endpoints.scheduler), timers),
    texting: snsTexting(sns),
    staffNotices: snsStaffNotices(sns, { topicArn: noticesTopicArn }),
    secrets: secretsManagerSecrets(secretsManagerClient(endpoints.secretsManager), clock),
    journal: composition.journal ?? lineJournal(clock),
    randomness: systemRandomness,
    policies: createPolicies(store),
  };
}

/** The same for a Lambda: everything from its environment. */
export function composeFromEnv(env: FunctionEnv): Deps {
  const region = { region: env.AWS_REGION };
  return composeDeps({
    endpoints: { dynamodb: region, scheduler: region, sns: region, secretsManager: region },
    tableName: env.TABLE_NAME,
    timers: {
      functionArn: env.TIMER_FUNCTION_ARN,
      roleArn: env.TIMER_ROLE_ARN,
      ...(env.TIMER_GROUP === undefined ? {} : { groupName: env.TIMER_GROUP }),
      ...(env.TIMER_DEAD_LETTER_ARN === undefined ? {} : { deadLetterArn: env.TIMER_DEAD_LETTER_ARN }),
    },
    noticesTopicArn: env.NOTICES_TOPIC_ARN,
  });
}
