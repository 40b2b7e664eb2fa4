/** What every function is made of: the adapters behind changing a booking, put together once while it starts. What a function needs beside them it adds itself, so that it can do no more than its work. */
import { type ClientSettings, dynamodbClient, schedulerClient } from './adapters/clients.ts';
import { dynamodbBookings } from './adapters/dynamodb-bookings.ts';
import { lambdaJournal } from './adapters/lambda-journal.ts';
import { schedulerTimers } from './adapters/scheduler-timers.ts';
import { systemClock, systemRandomness } from './adapters/system-ports.ts';
import type { BookingEnv } from './env.ts';
import { createInvocations, type Invocations } from './invocation.ts';
import type { PageDeps } from './workflow/deps.ts';
import { createPolicies } from './workflow/policies.ts';

export interface Composed {
  /** For the clients that a function opens beside the database's. */
  region: ClientSettings;
  /** One per function: a second one would cost a second connection. */
  database: ReturnType<typeof dynamodbClient>;
  deps: PageDeps;
  /** To be put around the handler, so that each line of the journal names its invocation. */
  invocations: Invocations;
}

export function composeBookings(env: BookingEnv): Composed {
  const region = { region: env.AWS_REGION };
  const database = dynamodbClient(region);
  const store = dynamodbBookings(database, env.TABLE_NAME);
  const invocations = createInvocations(() => process.env._X_AMZN_TRACE_ID);
  const deps = {
    clock: systemClock,
    journal: lambdaJournal({
      clock: systemClock,
      stage: env.STAGE,
      functionName: env.AWS_LAMBDA_FUNCTION_NAME,
      invocation: invocations.current,
    }),
    randomness: systemRandomness,
    store,
    policies: createPolicies(store),
    timers: schedulerTimers(schedulerClient(region), {
      functionArn: env.TIMER_FUNCTION_ARN,
      roleArn: env.TIMER_ROLE_ARN,
      groupName: env.TIMER_GROUP,
      deadLetterArn: env.TIMER_DEAD_LETTER_ARN,
    }),
  };
  return { region, database, deps, invocations };
}
