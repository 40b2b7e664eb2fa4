/** What the embedded AWS endpoints share: a loopback server that takes the SDK's signed requests, and the ways to answer them, well or badly. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';

export interface AwsRequest {
  method: string;
  /** Decoded, without the query. */
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export type AwsAnswer =
  | { kind: 'answer'; status: number; contentType: string; headers?: Record<string, string>; body: string }
  /** The connection stays open and nothing comes. */
  | { kind: 'hang' }
  /** The connection is cut without an answer. */
  | { kind: 'cut' };

export type AwsHandler = (request: AwsRequest) => Promise<AwsAnswer>;

export interface Listening {
  endpoint: string;
  /** Connections are refused from now on, until `resume`. */
  refuse(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/** Lambda takes 6 MB in one call, the most of all these services; each endpoint refuses what its own takes less of. */
const bodyBytesMax = 8 * 1024 * 1024;

/** Clients in this process need a turn to see that their idle connections ended; until then they would still use one. */
const settleMs = 20;

/** Mounts a handler on its own free loopback port. `onError` hears of bugs in a handler; the caller gets a 500. */
export async function listen(
  handle: AwsHandler,
  onError: (error: unknown) => void = console.error,
): Promise<Listening> {
  const server = createServer((request, response) => {
    answer(handle, request, response).catch((error: unknown) => {
      onError(error);
      if (response.headersSent) response.destroy();
      else send(response, 500, 'application/json', '{"__type":"InternalFailure"}', {});
    });
  });
  await open(server, 0);
  const endpoint = endpointOf(server);
  return {
    endpoint,
    async refuse() {
      await close(server);
      await setTimeout(settleMs);
    },
    resume: () => open(server, Number(new URL(endpoint).port)),
    stop: () => close(server),
  };
}

export function endpointOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('the server does not listen on a port');
  return `http://127.0.0.1:${address.port}`;
}

/** A JSON error as the rest-json and json-1.1 protocols carry it: the name stands in a header and in the body. */
export function jsonError(status: number, name: string, message: string): AwsAnswer {
  return {
    kind: 'answer',
    status,
    contentType: 'application/json',
    headers: { 'x-amzn-errortype': name },
    body: JSON.stringify({ __type: name, Message: message }),
  };
}

export function json(body: unknown, contentType = 'application/json'): AwsAnswer {
  return { kind: 'answer', status: 200, contentType, body: JSON.stringify(body) };
}

async function open(server: Server, port: number): Promise<void> {
  if (server.listening) return;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

async function answer(handle: AwsHandler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) return send(response, 413, 'application/json', '{"__type":"RequestTooLarge"}', {});
  // AWS takes no unsigned call. Here it also keeps other pages in this machine's browser out: they cannot send this header unasked.
  if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) {
    return send(response, 403, 'application/json', '{"__type":"MissingAuthenticationTokenException"}', {});
  }
  const result = await handle(readRequest(request, body));
  switch (result.kind) {
    case 'answer':
      return send(response, result.status, result.contentType, result.body, result.headers ?? {});
    case 'hang':
      return;
    case 'cut':
      response.destroy();
      return;
    default:
      return result satisfies never;
  }
}

function readRequest(request: IncomingMessage, body: string): AwsRequest {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
  return {
    method: request.method ?? '',
    path: decodePath(url.pathname),
    query: url.searchParams,
    headers,
    body,
  };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Undefined when it is too large; the rest is then read and dropped. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    // Without an encoding set, Node's requests yield buffers.
    const buffer = chunk as Buffer;
    bytes += buffer.length;
    if (bytes <= bodyBytesMax) chunks.push(buffer);
  }
  return bytes > bodyBytesMax ? undefined : Buffer.concat(chunks).toString('utf8');
}

function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string,
  headers: Record<string, string>,
): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'x-amzn-requestid': randomUUID(),
    ...headers,
  });
  response.end(body);
}
