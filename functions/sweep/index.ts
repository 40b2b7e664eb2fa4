/** The sweep's Lambda: composed once per instance, from its environment. */
import { secretsManagerClient, snsClient } from '../adapters/clients.ts';
import { dynamodbDues } from '../adapters/dynamodb-dues.ts';
import { dynamodbJobs } from '../adapters/dynamodb-jobs.ts';
import { secretsManagerSecrets } from '../adapters/secrets-manager-secrets.ts';
import { snsStaffNotices } from '../adapters/sns-staff-notices.ts';
import { snsTexting } from '../adapters/sns-texting.ts';
import { asyncHandler } from '../async-handler.ts';
import { composeBookings } from '../compose.ts';
import { readEnv } from '../env.ts';
import { sweepEnv } from './env.ts';
import { createHandler } from './handler.ts';

const { TABLE_NAME, ...env } = readEnv(sweepEnv, process.env);
const { region, database, deps, invocations } = composeBookings({ TABLE_NAME, ...env });
const { clock, store } = deps;
const sns = snsClient(region);

export const handler = invocations.around(
  asyncHandler(
    createHandler({
      ...deps,
      store: { ...store, ...dynamodbJobs(database, TABLE_NAME), ...dynamodbDues(database, TABLE_NAME) },
      texting: snsTexting(sns),
      staffNotices: snsStaffNotices(sns, env),
      secrets: secretsManagerSecrets(secretsManagerClient(region), {
        clock,
        prefix: env.CLINIC_SECRET_PREFIX,
      }),
    }),
  ),
);
