/** The event of an HTTP API (payload version 2.0) for a request, as faithful as handlers can tell. */
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

export interface ReceivedRequest {
  method: string;
  path: string;
  /** Without the question mark. */
  query: string;
  /** Lower-case names, duplicates joined by commas. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  sourceIp: string;
  /** E.g. `HTTP/1.1`. */
  protocol: string;
}

/** What the gateway hands over as text; every other body comes in base64, also a posted form. */
const textMediaTypes = /^(text\/.*|application\/(json|xml|javascript|problem\+json))$/;

export function eventOf(
  request: ReceivedRequest,
  routeKey: string,
  parameters: Readonly<Record<string, string>>,
  at: number,
): APIGatewayProxyEventV2 {
  const { method, path, query, headers, body, sourceIp, protocol } = request;
  const isBase64Encoded = body.byteLength > 0 && !isText(request);
  const queryStringParameters = joinQuery(query);
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: query,
    headers: { ...headers },
    ...(query === '' ? {} : { queryStringParameters }),
    ...(Object.keys(parameters).length === 0 ? {} : { pathParameters: { ...parameters } }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: headers.host ?? 'localhost',
      domainPrefix: 'local',
      http: { method, path, protocol, sourceIp, userAgent: headers['user-agent'] ?? '' },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: new Date(at).toUTCString(),
      timeEpoch: at,
    },
    ...(body.byteLength === 0 ? {} : { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
}

function isText({ headers, body }: ReceivedRequest): boolean {
  const mediaType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return textMediaTypes.test(mediaType) && isUtf8(body);
}

function joinQuery(query: string): Record<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(joined);
}
