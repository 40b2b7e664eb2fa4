/** How `/local` reads and answers: JSON both ways, problem details for every refusal, and nobody served but this machine's own tools and pages. */
import type * as z from 'zod';
import { fieldsOf } from '../../functions/http/read-fields.ts';
import {
  type ProblemDetails,
  type ProblemError,
  type ProblemType,
  problemOf,
} from '../../shared/api/problem.ts';
import { decodeJson } from '../../shared/webhook/read-body.ts';
import type { LocalRequest, LocalResponse, Route } from '../http-server.ts';

/** A whole policy is some 40 KB; anything larger is a mistake. */
const bodyBytesMax = 256 * 1024;

export type Answer = (request: LocalRequest) => LocalResponse | Promise<LocalResponse>;

export function ok(body: unknown): LocalResponse {
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: `${JSON.stringify(body, null, 2)}\n`,
  };
}

export function refuse(
  type: ProblemType,
  details: ProblemDetails = {},
  headers: Record<string, string> = {},
): LocalResponse {
  const problem = problemOf(type, details);
  return {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', ...headers },
    body: `${JSON.stringify(problem, null, 2)}\n`,
  };
}

/** The fields that are wrong, each with what should stand there. */
export function refuseFields(errors: readonly ProblemError[]): LocalResponse {
  return refuse('invalid-input', { errors });
}

export type BodyRead<T> = { ok: true; body: T } | { ok: false; response: LocalResponse };

export function readBody<T>(request: LocalRequest, schema: z.ZodType<T>): BodyRead<T> {
  if (request.body.byteLength > bodyBytesMax) {
    return { ok: false, response: refuse('body-too-large', { detail: `at most ${bodyBytesMax} bytes` }) };
  }
  const decoded = decodeJson(request.body);
  if (!decoded.ok) {
    return { ok: false, response: refuseFields([{ path: 'body', expected: `JSON: ${decoded.reason}` }]) };
  }
  const parsed = schema.safeParse(decoded.value);
  return parsed.success
    ? { ok: true, body: parsed.data }
    : { ok: false, response: refuseFields(fieldsOf(parsed.error.issues, 'body')) };
}

/** One address under `/local`, with the methods it knows. */
export function localRoute(pattern: string, answers: Readonly<Record<string, Answer>>): Route {
  return {
    pattern,
    async local(request) {
      const stranger = refuseStranger(request);
      if (stranger !== undefined) return stranger;
      const answer = Object.hasOwn(answers, request.method) ? answers[request.method] : undefined;
      if (answer !== undefined) return answer(request);
      return refuse('method-not-allowed', {}, { allow: Object.keys(answers).join(', ') });
    },
  };
}

/** A page of the web in this machine's browser can reach the port too, under its own or a borrowed host name: it shall neither read secrets nor move the clock. */
function refuseStranger({ headers }: LocalRequest): LocalResponse | undefined {
  if (isOwn(headers.host, headers.origin)) return undefined;
  return refuse('forbidden', { detail: '/local answers to this machine only' });
}

/** Of a request's headers: asked under this machine's own name, by no page or by one of this very server. */
export function isOwn(host = '', origin: string | undefined): boolean {
  return isLoopback(host) && (origin === undefined || origin === `http://${host}`);
}

function isLoopback(host: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);
}
