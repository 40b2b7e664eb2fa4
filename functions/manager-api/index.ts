/** The manager's API's Lambda: composed once per instance, from its environment. */
import { secretsManagerClient } from '../adapters/clients.ts';
import { dynamodbBelongings } from '../adapters/dynamodb-belongings.ts';
import { dynamodbLists } from '../adapters/dynamodb-lists.ts';
import { secretsManagerSecrets } from '../adapters/secrets-manager-secrets.ts';
import { composeBookings } from '../compose.ts';
import { readEnv } from '../env.ts';
import { createRateLimiter } from '../http/rate-limiter.ts';
import { managerApiEnv } from './env.ts';
import { createHandler, staffRate } from './handler.ts';
import { createVerifyToken } from './verify-token.ts';

const env = readEnv(managerApiEnv, process.env);
const { region, database, deps, invocations } = composeBookings(env);
const { clock, store } = deps;

export const handler = invocations.around(
  createHandler({
    ...deps,
    store: {
      ...store,
      ...dynamodbLists(database, env.TABLE_NAME),
      ...dynamodbBelongings(database, env.TABLE_NAME),
    },
    secrets: secretsManagerSecrets(secretsManagerClient(region), { clock, prefix: env.CLINIC_SECRET_PREFIX }),
    verify: createVerifyToken({ issuer: env.SIGN_IN_ISSUER, clientId: env.SIGN_IN_CLIENT_ID }),
    limiter: createRateLimiter({ ...staffRate, clock }),
    viewerProof: env.VIEWER_PROOF,
  }),
);
