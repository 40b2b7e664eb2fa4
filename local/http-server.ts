/** The local HTTP API: turns requests on the loopback into the events that API Gateway would hand to the handlers, and their results back into answers. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';
import { eventOf, type ReceivedRequest } from './http-event.ts';
import { compileRoute, type RouteMatch } from './http-route.ts';

export interface LocalRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string>>;
  /** The `{name}` parts of the pattern, decoded. */
  parameters: Readonly<Record<string, string>>;
  body: Uint8Array;
}

export interface LocalResponse {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
}

/** `pattern` as HTTP API writes it: `/s/{token}`, `/files/{rest+}`. Without methods: any. The first route that fits counts. */
export type Route = { methods?: readonly string[]; pattern: string } & (
  | { handler: (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyResultV2> }
  | { local: (request: LocalRequest) => LocalResponse | Promise<LocalResponse> }
  /** Reads the request and answers it by itself, as what is made for Node's own server does. */
  | { raw: (request: IncomingMessage, response: ServerResponse) => Promise<void> }
);

export interface HttpServerOptions {
  routes: readonly Route[];
  /** The moment an event carries; the local stack's clock. */
  now?: () => number;
  /** Hears of what a handler threw; the caller gets API Gateway's 500. */
  onError?: (error: unknown) => void;
}

export interface RunningServer {
  url: string;
  stop: () => Promise<void>;
}

/** API Gateway's own bound. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const bodyBytesMax = 10 * 1024 * 1024;
const headerBytesMax = 10_240;

/** How long a stop waits for answers under way. */
const answersMsMax = 5_000;

const host = '127.0.0.1';

/** Thrown by `start` when another program listens on the port. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';

  constructor(port: number, cause: unknown) {
    super(`port ${port} is in use: stop what listens there, or set PORT to another port`, { cause });
  }
}

export function createHttpServer(options: HttpServerOptions): {
  start: (at: { port: number }) => Promise<RunningServer>;
} {
  const onError = options.onError ?? console.error;
  const routes = options.routes.map((route) => ({
    route,
    match: compileRoute(route.pattern, route.methods),
  }));
  const now = options.now ?? Date.now;
  const underWay = new Set<Promise<unknown>>();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const found = find(request);
    const route = found?.route;
    if (route !== undefined && 'raw' in route) return untilDone(route.raw(request, response));
    const body = await readBody(request);
    if (body === undefined) return send(response, message(413, 'Request Entity Too Large'));
    if (found === undefined || route === undefined) return send(response, message(404, 'Not Found'));
    const answering = answer(route, found.matched, receive(request, body), now());
    return untilDone(answering.then((answered) => send(response, answered)));
  }

  function untilDone(answering: Promise<void>): Promise<void> {
    const done = answering.catch(() => undefined).finally(() => underWay.delete(done));
    underWay.add(done);
    return answering;
  }

  function find({ method = 'GET', url = '/' }: IncomingMessage) {
    const [path = '/'] = url.split('?');
    for (const { route, match } of routes) {
      const matched = match(method, path);
      if (matched !== undefined) return { route, matched };
    }
    return undefined;
  }

  async function start({ port }: { port: number }): Promise<RunningServer> {
    const server = createServer({ maxHeaderSize: headerBytesMax }, (request, response) => {
      serve(request, response).catch((error: unknown) => {
        onError(error);
        if (response.headersSent) response.destroy();
        else send(response, message(500, 'Internal Server Error'));
      });
    });
    await listen(server, port);
    return { url: urlOf(server), stop: () => stop(server, underWay) };
  }

  return { start };
}

async function answer(
  route: Exclude<Route, { raw: unknown }>,
  { routeKey, parameters }: RouteMatch,
  received: ReceivedRequest,
  at: number,
): Promise<LocalResponse> {
  if ('handler' in route) return responseOf(await route.handler(eventOf(received, routeKey, parameters, at)));
  const { method, path, headers, body } = received;
  return route.local({ method, path, headers, body, parameters, query: new URLSearchParams(received.query) });
}

/** A result without a status is a 200 with that body as JSON, as API Gateway takes it. */
function responseOf(result: APIGatewayProxyResultV2): LocalResponse {
  if (typeof result === 'string') return json(200, result);
  if (result.statusCode === undefined) return json(200, JSON.stringify(result));
  const headers = Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)] as const);
  const body = result.body ?? '';
  return {
    status: result.statusCode,
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...Object.fromEntries(headers) },
    body: result.isBase64Encoded ? Buffer.from(body, 'base64') : body,
  };
}

function message(status: number, text: string): LocalResponse {
  return json(status, JSON.stringify({ message: text }));
}

function json(status: number, body: string): LocalResponse {
  return { status, headers: { 'content-type': 'application/json' }, body };
}

function send(response: ServerResponse, { status, headers, body = '' }: LocalResponse): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': bytes.byteLength });
  response.end(bytes);
}

/** `undefined` when it is too large; the rest is then read and dropped, so that the answer arrives. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= bodyBytesMax) chunks.push(chunk);
  }
  return bytes > bodyBytesMax ? undefined : Buffer.concat(chunks);
}

function receive(request: IncomingMessage, body: Buffer): ReceivedRequest {
  const [path = '/', ...query] = (request.url ?? '/').split('?');
  return {
    method: request.method ?? 'GET',
    path,
    query: query.join('?'),
    headers: joinHeaders(request.rawHeaders),
    body,
    sourceIp: request.socket.remoteAddress ?? host,
    protocol: `HTTP/${request.httpVersion}`,
  };
}

/** Node drops some duplicates; API Gateway joins all of them by a comma. */
function joinHeaders(raw: readonly string[]): Record<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    const value = raw[index + 1] ?? '';
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(headers);
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new PortInUseError(port, error);
    }
    throw error;
  }
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('the server does not listen on a port');
  return `http://localhost:${address.port}`;
}

/** Requests that have arrived whole get their answers, for a while. */
async function stop(server: Server, underWay: ReadonlySet<Promise<unknown>>): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  const patience = new AbortController();
  const tooLong = setTimeout(answersMsMax, undefined, { signal: patience.signal }).catch(() => undefined);
  await Promise.race([Promise.all(underWay), tooLong]);
  patience.abort();
  server.closeAllConnections();
  await closed;
}
