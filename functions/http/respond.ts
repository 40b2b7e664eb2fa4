/** Answers in Lambda's own shape, each with the security headers that fit it: nothing is cached, framed, sniffed or referred to. */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type Problem, type ProblemDetails, type ProblemType, problemOf } from '../../shared/api/problem.ts';
import { permissionsPolicy, strictTransport } from '../../shared/deployment/site-headers.ts';

export type HttpResponse = APIGatewayProxyStructuredResultV2;

export type HeadersSent = Readonly<Record<string, string>>;

const everyResponse: HeadersSent = {
  'cache-control': 'no-store',
  // A page is opened from a text: no other page has a hold on it.
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': permissionsPolicy,
  'referrer-policy': 'no-referrer',
  'strict-transport-security': strictTransport,
  'x-content-type-options': 'nosniff',
};

export function json(status: number, body: unknown, headers: HeadersSent = {}): HttpResponse {
  return respond(status, 'application/json; charset=utf-8', JSON.stringify(body), headers);
}

/** Problem details of the table, or ready-made ones such as a kept refusal. */
export function problem(
  type: ProblemType,
  details?: ProblemDetails,
  headers: HeadersSent = {},
): HttpResponse {
  return respondProblem(problemOf(type, details), headers);
}

export function respondProblem(body: Problem, headers: HeadersSent = {}): HttpResponse {
  return respond(body.status, 'application/problem+json; charset=utf-8', JSON.stringify(body), headers);
}

/** A page. `styleHash` is the base64 SHA-256 of its one `<style>`; a page with a script of our own (`'own'`) may load that and talk to us, and run nothing that stands in the page. */
export function html(
  status: number,
  page: string,
  styleHash: string,
  headers: HeadersSent = {},
  script: 'none' | 'own' = 'none',
): HttpResponse {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    ...(script === 'own' ? ["script-src 'self'", "connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  return respond(status, 'text/html; charset=utf-8', page, { ...headers, 'content-security-policy': policy });
}

/** A file that is not a page. */
export function file(contentType: string, text: string, headers: HeadersSent = {}): HttpResponse {
  return respond(200, `${contentType}; charset=utf-8`, text, headers);
}

/** Only a status: for a script of ours. */
export function empty(status: number, headers: HeadersSent = {}): HttpResponse {
  return respond(status, 'text/plain; charset=utf-8', '', headers);
}

/** After a post: to the page that shows what it did, so that loading that again posts nothing. */
export function seeOther(address: string): HttpResponse {
  return empty(303, { location: address });
}

/** `Retry-After` in whole seconds, at least one. */
export function retryAfter(seconds: number): HeadersSent {
  return { 'retry-after': String(Math.max(1, Math.ceil(seconds))) };
}

function respond(status: number, contentType: string, body: string, headers: HeadersSent): HttpResponse {
  return {
    statusCode: status,
    headers: {
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      ...everyResponse,
      ...headers,
      'content-type': contentType,
    },
    body,
    isBase64Encoded: false,
  };
}
