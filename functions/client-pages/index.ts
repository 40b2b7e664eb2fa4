/** The client pages' Lambda: composed once per instance, from its environment. */
import { composeBookings } from '../compose.ts';
import { readEnv } from '../env.ts';
import { createRateLimiter } from '../http/rate-limiter.ts';
import { clientActs } from '../workflow/pages/client-pages.ts';
import { clientScript } from './client-script.ts';
import { clientPagesEnv } from './env.ts';
import { formScript } from './form-script.ts';
import { createHandler, pageRate } from './handler.ts';

const env = readEnv(clientPagesEnv, process.env);
const { deps, invocations } = composeBookings(env);

export const handler = invocations.around(
  createHandler({
    ...clientActs(deps),
    limiter: createRateLimiter({ ...pageRate, clock: deps.clock }),
    journal: deps.journal,
    script: clientScript(formScript),
    viewerProof: env.VIEWER_PROOF,
  }),
);
