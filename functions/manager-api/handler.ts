/** The manager's API over HTTP: size, route, the wall, the route's own input, its work, its answer. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { openApi } from '../../shared/api/manager/openapi.ts';
import { type ManagerRouteKey, managerRoutes } from '../../shared/api/manager/routes.ts';
import type { Place } from '../../shared/booking/place-event.ts';
import { readReference } from '../../shared/booking/reference.ts';
import { respondToError } from '../http/errors.ts';
import type { RateLimiter } from '../http/rate-limiter.ts';
import { readRequest } from '../http/request.ts';
import { type HttpResponse, json, problem } from '../http/respond.ts';
import { addressKeyOf, visitorOf } from '../http/visitor.ts';
import type { StaffDeps } from '../workflow/deps.ts';
import { admit } from './admit.ts';
import type { Call, Reply, RouteWork, StaffRouteKey } from './call.ts';
import { readCall } from './read-call.ts';
import { routeWork } from './route-work.ts';
import type { VerifyToken } from './verify-token.ts';

/** Largest body, in bytes: forty answers with the longest ids come to 6 KB. */
export const bodyBytesMax = 32 * 1024;
/** Per person and warm instance: the longest list asks two or three times a second on a busy morning, a booking's page once in five seconds, and people open several. */
export const staffRate = { perSecond: 5, burst: 60, keysMax: 10_000 } as const;

export interface ManagerApiDeps extends StaffDeps {
  verify: VerifyToken;
  limiter: RateLimiter;
  /** What a request carries that came through CloudFront. */
  viewerProof?: string | undefined;
}

type Handler = (event: APIGatewayProxyEventV2) => Promise<HttpResponse>;

export function createHandler(deps: ManagerApiDeps): Handler {
  return async (event) => {
    try {
      return await serve(event, deps);
    } catch (error) {
      return respondToError(error);
    }
  };
}

async function serve(event: APIGatewayProxyEventV2, deps: ManagerApiDeps): Promise<HttpResponse> {
  const reading = readRequest(event, bodyBytesMax);
  if (reading.read === 'too-large') {
    return problem('body-too-large', { detail: `at most ${bodyBytesMax} bytes` });
  }
  const { routeKey, pathParameters = {} } = event;
  // The gateway routes by the same table: what is not in it never comes here.
  if (!isRoute(routeKey)) return problem('not-found');
  if (routeKey === 'GET /v1/manager/openapi.json') return json(200, openApi());
  const route = managerRoutes[routeKey];
  const { clinicId, booking } = pathParameters;
  const { authorization } = reading.request.headers;
  const address = addressKeyOf(visitorOf(reading.request, deps.viewerProof));
  const admitted = await admit(deps, { authorization, address, routeKey, needs: route.role, clinicId });
  if (!admitted.admitted) return admitted.response;
  const { staff } = admitted;
  const place = booking === undefined ? undefined : placeOf(staff.clinicId, booking);
  if (place === undefined && routeKey.includes('{booking}')) return problem('not-found');
  const call = readCall(route, reading.request);
  if (call.read === 'refused') return call.response;
  const { query, body } = call;
  return respond(await work(routeKey, deps, { staff, place, query, body, now: deps.clock.now() }));
}

function isRoute(routeKey: string): routeKey is ManagerRouteKey {
  return Object.hasOwn(managerRoutes, routeKey);
}

/** The clinic is the token's, never the address's. */
function placeOf(clinicId: string, reference: string): Place | undefined {
  const read = readReference(reference);
  return read === undefined ? undefined : { clinicId, ...read };
}

function work<Key extends StaffRouteKey>(
  key: Key,
  deps: StaffDeps,
  call: { [Part in keyof Call<Key>]: unknown },
): Promise<Reply<Key>> {
  const run: RouteWork[Key] = routeWork[key];
  // The route's own schemas and pattern made its parts: TypeScript does not follow them through the table.
  return run(deps, call as Call<Key>);
}

function respond(
  reply: { answer: unknown } | Extract<Reply<StaffRouteKey>, { refused: unknown }>,
): HttpResponse {
  return 'refused' in reply ? problem(reply.refused, reply.details) : json(200, reply.answer);
}
