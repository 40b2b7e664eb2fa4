/** The webhook's Lambda: composed once per instance, from its environment. */
import { composeFromEnv } from '../compose.ts';
import { readEnv } from '../env.ts';
import { createRateLimiter } from '../http/rate-limiter.ts';
import { createHandler, webhookRate } from './handler.ts';

const deps = composeFromEnv(readEnv(process.env));

export const handler = createHandler({
  ...deps,
  limiter: createRateLimiter({ ...webhookRate, clock: deps.clock }),
});
