/** The webhook's Lambda: composed once per instance, from its environment. */
import { secretsManagerClient } from '../adapters/clients.ts';
import { secretsManagerSecrets } from '../adapters/secrets-manager-secrets.ts';
import { composeBookings } from '../compose.ts';
import { readEnv } from '../env.ts';
import { createRateLimiter } from '../http/rate-limiter.ts';
import { webhookEnv } from './env.ts';
import { createHandler, webhookRate } from './handler.ts';

const env = readEnv(webhookEnv, process.env);
const { region, deps, invocations } = composeBookings(env);
const { clock } = deps;

export const handler = invocations.around(
  createHandler({
    ...deps,
    secrets: secretsManagerSecrets(secretsManagerClient(region), { clock, prefix: env.CLINIC_SECRET_PREFIX }),
    limiter: createRateLimiter({ ...webhookRate, clock }),
  }),
);
