/** The production handlers as they run in Lambda, composed once over the local endpoints and the movable clock. */
import { compileFormScript } from '../functions/build.ts';
import { clientScript } from '../functions/client-pages/client-script.ts';
import { createHandler as createPages, pageRate } from '../functions/client-pages/handler.ts';
import { createHandler as createFollowUp } from '../functions/follow-up/handler.ts';
import { createRateLimiter } from '../functions/http/rate-limiter.ts';
import { createHandler as createInboundText } from '../functions/inbound-text/handler.ts';
import { createHandler as createManagerApi, staffRate } from '../functions/manager-api/handler.ts';
import type { VerifyToken } from '../functions/manager-api/verify-token.ts';
import { createHandler as createReceipts } from '../functions/receipts/handler.ts';
import { createHandler as createSweep } from '../functions/sweep/handler.ts';
import { createHandler as createWebhook, webhookRate } from '../functions/webhook/handler.ts';
import type { Deps } from '../functions/workflow/deps.ts';
import { clientActs } from '../functions/workflow/pages/client-pages.ts';
import type { FunctionName } from '../shared/deployment/resource-names.ts';
import type { Clock, Journal, Texting } from '../shared/ports.ts';
import { composeDeps, type Endpoints } from './compose.ts';
import type { SnsEndpoint } from './sns/endpoint.ts';
import { type DueWatch, watchDues } from './sweep-rule.ts';

export interface LocalFunctions {
  deps: Deps;
  dues: DueWatch;
  webhook: ReturnType<typeof createWebhook>;
  pages: ReturnType<typeof createPages>;
  managerApi: ReturnType<typeof createManagerApi>;
  sweep: ReturnType<typeof createSweep>;
  /** By its name, as Lambda runs a function; throws what it throws. */
  invoke: (name: FunctionName, payload: unknown) => Promise<unknown>;
}

/** Lambda looks at no event: each handler parses what it is given. */
type AnyHandler = (event: never) => Promise<unknown>;

/** Where nobody can sign in. */
const nobody: VerifyToken = async () => ({ read: 'refused', reason: 'no sign-in' });

/** Load comes in real time: by a clock that stands still nobody who was once too fast would ever be let in again. */
const machine: Clock = { now: () => Date.now() };

/** `sns` is told, beside its API, which booking and milestone a text is of: the application knows, AWS is never told. */
export function composeFunctions(
  endpoints: Endpoints,
  clock: Clock,
  journal: Journal,
  sns: Pick<SnsEndpoint, 'annotate'>,
  siteUrl: () => string,
  verify: VerifyToken = nobody,
): LocalFunctions {
  const composed = composeDeps(endpoints, clock, journal, siteUrl);
  const dues = watchDues(composed.store);
  const deps: Deps = { ...composed, store: dues.store, texting: withTrail(composed.texting, sns) };
  const webhook = createWebhook({ ...deps, limiter: createRateLimiter({ ...webhookRate, clock: machine }) });
  const pages = createPages({
    ...clientActs(deps),
    limiter: createRateLimiter({ ...pageRate, clock: machine }),
    journal,
    script: clientScript(compileFormScript()),
  });
  const managerApi = createManagerApi({
    ...deps,
    verify,
    limiter: createRateLimiter({ ...staffRate, clock: machine }),
  });
  const sweep = createSweep(deps);
  const handlers: Record<FunctionName, AnyHandler> = {
    webhook,
    'client-pages': pages,
    'manager-api': managerApi,
    'follow-up': createFollowUp(deps),
    sweep,
    'inbound-text': createInboundText(deps),
    receipts: createReceipts(deps),
  };
  // No handler's event type is checked at run time, on AWS or here.
  const invoke = (name: FunctionName, payload: unknown) => handlers[name](payload as never);
  return { deps, dues, webhook, pages, managerApi, sweep, invoke };
}

function withTrail(texting: Texting, sns: Pick<SnsEndpoint, 'annotate'>): Texting {
  return {
    ...texting,
    async publish(message) {
      const result = await texting.publish(message);
      const { bookingId, milestone } = message;
      if (result.published === 'yes') await sns.annotate(result.messageId, { bookingId, milestone });
      return result;
    },
  };
}
