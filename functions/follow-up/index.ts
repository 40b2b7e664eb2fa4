/** The follow-up's Lambda: composed once per instance, from its environment. */
import { snsClient } from '../adapters/clients.ts';
import { dynamodbJobs } from '../adapters/dynamodb-jobs.ts';
import { snsStaffNotices } from '../adapters/sns-staff-notices.ts';
import { snsTexting } from '../adapters/sns-texting.ts';
import { asyncHandler } from '../async-handler.ts';
import { composeBookings } from '../compose.ts';
import { readEnv } from '../env.ts';
import { followUpEnv } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnv(followUpEnv, process.env);
const { region, database, deps, invocations } = composeBookings(env);
const sns = snsClient(region);

export const handler = invocations.around(
  asyncHandler(
    createHandler({
      ...deps,
      store: { ...deps.store, ...dynamodbJobs(database, env.TABLE_NAME) },
      texting: snsTexting(sns),
      staffNotices: snsStaffNotices(sns, env),
    }),
  ),
);
