/** The webhook over HTTP: method, type and size first, then the delivery is taken, and its answer said. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Platform } from '../../shared/platforms/platform.ts';
import { platformById } from '../../shared/platforms/platforms.ts';
import { identifier } from '../../shared/policy/words.ts';
import { respondToError } from '../http/errors.ts';
import type { RateLimiter } from '../http/rate-limiter.ts';
import { type HttpRequest, mediaTypeOf, readRequest } from '../http/request.ts';
import { type HttpResponse, json, problem, retryAfter } from '../http/respond.ts';
import { type Taken, takeDelivery } from '../workflow/deliveries/take-delivery.ts';
import type { DeliveryDeps } from '../workflow/deps.ts';

/** Largest webhook body, in bytes: ten times the largest real one seen. HTTP API itself would take 10 MB. */
export const bodyBytesMax = 64 * 1024;
/** Per clinic and warm instance: a busy clinic books some hundred visits an hour; platforms retry what is refused. */
export const webhookRate = { perSecond: 10, burst: 60, keysMax: 10_000 } as const;

export interface WebhookDeps extends DeliveryDeps {
  limiter: RateLimiter;
}

type Handler = (event: APIGatewayProxyEventV2) => Promise<HttpResponse>;

export function createHandler(deps: WebhookDeps): Handler {
  return async (event) => {
    try {
      return await serve(event, deps);
    } catch (error) {
      return respondToError(error);
    }
  };
}

async function serve(event: APIGatewayProxyEventV2, deps: WebhookDeps): Promise<HttpResponse> {
  const reading = readRequest(event, bodyBytesMax);
  if (reading.read === 'too-large')
    return problem('body-too-large', { detail: `at most ${bodyBytesMax} bytes` });
  const { request } = reading;
  const route = matchRoute(request.path);
  if (route === undefined) return problem('not-found');
  if (request.method !== 'POST') return problem('method-not-allowed', {}, { allow: 'POST' });
  if (mediaTypeOf(request) !== 'application/json') {
    return problem('unsupported-media-type', { detail: 'expected application/json' });
  }
  return respondToTaken(
    await takeDelivery(deps, {
      ...route,
      raw: rawOf(request, deps),
      admit: () => deps.limiter.take(route.clinicId),
    }),
  );
}

function rawOf({ headers, body }: HttpRequest, deps: WebhookDeps) {
  return { headers, body, receivedAt: deps.clock.now() };
}

/** `/v1/clinics/{clinicId}/webhooks/{platform}`; a clinic id that cannot exist is no route. */
function matchRoute(path: string): { clinicId: string; platform: Platform } | undefined {
  const [, clinicId, platformId] = /^\/v1\/clinics\/([^/]+)\/webhooks\/([^/]+)$/.exec(path) ?? [];
  const platform = platformId === undefined ? undefined : platformById(platformId);
  if (platform === undefined || !identifier.safeParse(clinicId).success || clinicId === undefined)
    return undefined;
  return { clinicId, platform };
}

function respondToTaken(taken: Taken): HttpResponse {
  switch (taken.taken) {
    case 'rejected':
      return problem('unknown-clinic-or-signature');
    case 'too-many':
      return problem('too-many-requests', {}, retryAfter(taken.retryAfterSeconds));
    case 'conflict':
      return problem('delivery-conflict');
    case 'unreadable':
      return problem('unreadable-delivery', { detail: taken.reason, errors: taken.fields });
    case 'answered':
      return json(taken.answer.status === 'accepted' ? 202 : 200, taken.answer);
  }
}
