/** An HTTP API event as a plain request: bytes instead of maybe-base64, own header names, and a bound on the body that holds before anything is decoded. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

export interface HttpRequest {
  method: string;
  path: string;
  /** Names in lower case on an object without prototype; duplicates are joined by commas. */
  headers: Readonly<Record<string, string | undefined>>;
  body: Uint8Array;
  /** As the gateway saw it, never from a header. */
  sourceIp: string;
  query: URLSearchParams;
}

export type RequestReading = { read: 'request'; request: HttpRequest } | { read: 'too-large' };

export function readRequest(event: APIGatewayProxyEventV2, bytesMax: number): RequestReading {
  if (bodyBytes(event) > bytesMax) return { read: 'too-large' };
  const { http } = event.requestContext;
  const request: HttpRequest = {
    method: http.method.toUpperCase(),
    path: event.rawPath,
    headers: readHeaders(event.headers),
    body: readBody(event),
    sourceIp: http.sourceIp,
    query: new URLSearchParams(event.rawQueryString),
  };
  return { read: 'request', request };
}

/** `application/json` of `Application/JSON; charset=utf-8`; `undefined` where none is said. */
export function mediaTypeOf(request: HttpRequest): string | undefined {
  return request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
}

/** The body's size in bytes, without decoding it. */
function bodyBytes(event: APIGatewayProxyEventV2): number {
  const { body } = event;
  if (body === undefined || body === null) return 0;
  if (!event.isBase64Encoded) return Buffer.byteLength(body, 'utf8');
  const padding = body.endsWith('==') ? 2 : body.endsWith('=') ? 1 : 0;
  return Math.floor((body.length * 3) / 4) - padding;
}

function readBody(event: APIGatewayProxyEventV2): Uint8Array {
  const { body } = event;
  if (body === undefined || body === null) return new Uint8Array();
  return Buffer.from(body, event.isBase64Encoded ? 'base64' : 'utf8');
}

function readHeaders(sent: APIGatewayProxyEventV2['headers']): HttpRequest['headers'] {
  // A plain object would answer `headers['constructor']` with something nobody sent.
  const headers: Record<string, string | undefined> = Object.create(null);
  for (const [name, value] of Object.entries(sent ?? {})) {
    if (value === undefined) continue;
    const key = name.toLowerCase();
    const before = headers[key];
    headers[key] = before === undefined ? value : `${before},${value}`;
  }
  return headers;
}
