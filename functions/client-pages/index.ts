/** The client pages' Lambda: composed once per instance, from its environment. */
import { composeBookings } from '../compose.ts';
import { readEnv } from '../env.ts';
import { createRateLimiter } from '../http/rate-limiter.ts';
import { openPage, submitScreening } from '../workflow/client-pages.ts';
import { clientPagesEnv } from './env.ts';
import { createHandler, pageRate } from './handler.ts';

const { deps, invocations } = composeBookings(readEnv(clientPagesEnv, process.env));

export const handler = invocations.around(
  createHandler({
    openPage: (token, page, language) => openPage(deps, token, page, language),
    submitScreening: (token, sent, language) => submitScreening(deps, token, sent, language),
    limiter: createRateLimiter({ ...pageRate, clock: deps.clock }),
    journal: deps.journal,
  }),
);
