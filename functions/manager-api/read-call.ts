/** From a request to what its route takes: query and body through the route's own schemas, with every wrong field named. */
import type * as z from 'zod';
import type { ManagerRoute } from '../../shared/api/manager/routes.ts';
import type { ProblemError } from '../../shared/api/problem.ts';
import { decodeJson } from '../../shared/webhook/read-body.ts';
import { fieldsOf } from '../http/read-fields.ts';
import { type HttpRequest, mediaTypeOf } from '../http/request.ts';
import { type HttpResponse, problem } from '../http/respond.ts';

export type CallRead =
  | { read: 'call'; query: unknown; body: unknown }
  | { read: 'refused'; response: HttpResponse };

export function readCall(route: ManagerRoute, request: HttpRequest): CallRead {
  const query = parse(route.query, Object.fromEntries(request.query), 'query');
  if (!query.ok) return refused(query.errors);
  if (route.body === undefined) return { read: 'call', query: query.value, body: undefined };
  if (mediaTypeOf(request) !== 'application/json') {
    const response = problem('unsupported-media-type', { detail: 'expected application/json' });
    return { read: 'refused', response };
  }
  const decoded = decodeJson(request.body);
  if (!decoded.ok) return refused([{ path: 'body', expected: `JSON: ${decoded.reason}` }]);
  const body = parse(route.body, decoded.value, 'body');
  return body.ok ? { read: 'call', query: query.value, body: body.value } : refused(body.errors);
}

type Parsed = { ok: true; value: unknown } | { ok: false; errors: ProblemError[] };

function parse(schema: z.ZodType | undefined, sent: unknown, whole: string): Parsed {
  if (schema === undefined) return { ok: true, value: undefined };
  const read = schema.safeParse(sent);
  return read.success
    ? { ok: true, value: read.data }
    : { ok: false, errors: fieldsOf(read.error.issues, whole) };
}

function refused(errors: ProblemError[]): CallRead {
  return { read: 'refused', response: problem('invalid-input', { errors }) };
}
