/** Events as an HTTP API sends them, for tests of the HTTP edge. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

export interface EventParts {
  method?: string;
  path?: string;
  query?: string;
  headers?: Record<string, string>;
  body?: string;
  isBase64Encoded?: boolean;
  sourceIp?: string;
}

export function httpEvent(parts: EventParts = {}): APIGatewayProxyEventV2 {
  const { method = 'GET', path = '/', sourceIp = '203.0.113.7' } = parts;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: parts.query ?? '',
    headers: parts.headers ?? {},
    requestContext: {
      accountId: '000000000000',
      apiId: 'test',
      domainName: 'gate.example',
      domainPrefix: 'gate',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent: 'test' },
      requestId: 'test',
      routeKey: '$default',
      stage: '$default',
      time: '22/Nov/2026:08:30:00 +0000',
      timeEpoch: 1_795_336_200_000,
    },
    ...(parts.body === undefined ? {} : { body: parts.body }),
    isBase64Encoded: parts.isBase64Encoded ?? false,
  };
}
