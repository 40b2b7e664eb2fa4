/** The local HTTP API against real requests: faithful events, faithful answers, routes, bounds and ports. */
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';
import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createHttpServer, PortInUseError, type Route, type RunningServer } from '../../local/http-server.ts';

const running: RunningServer[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

async function start(routes: Route[], onError: (error: unknown) => void = () => undefined): Promise<string> {
  const server = await createHttpServer({ routes, onError, now: () => 1_795_336_200_000 }).start({ port: 0 });
  running.push(server);
  return server.url;
}

/** A route that keeps the events it was given. */
function recording(pattern: string, result: APIGatewayProxyResultV2 = { statusCode: 204 }) {
  const events: APIGatewayProxyEventV2[] = [];
  const route: Route = {
    pattern,
    handler: async (event) => {
      events.push(event);
      return result;
    },
  };
  return { events, route };
}

describe('an event from a request', () => {
  test('has the shape of payload version 2.0', async () => {
    const { events, route } = recording('/v1/clinics/{clinicId}/webhooks/{platform}');
    const url = await start([route]);

    await fetch(`${url}/v1/clinics/demo%20clinic/webhooks/standard?a=1&b=2&a=3`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Sign': 'abc', 'user-agent': 'test' },
      body: '{"ñ":1}',
    });

    expect(events).toEqual([
      expect.objectContaining({
        version: '2.0',
        rawPath: '/v1/clinics/demo%20clinic/webhooks/standard',
        rawQueryString: 'a=1&b=2&a=3',
        queryStringParameters: { a: '1,3', b: '2' },
        pathParameters: { clinicId: 'demo clinic', platform: 'standard' },
        body: '{"ñ":1}',
        isBase64Encoded: false,
      }),
    ]);
    expect(events[0]?.headers).toMatchObject({ 'content-type': 'application/json', 'x-sign': 'abc' });
    expect(events[0]?.requestContext).toMatchObject({
      http: { method: 'POST', sourceIp: '127.0.0.1', userAgent: 'test', protocol: 'HTTP/1.1' },
      timeEpoch: 1_795_336_200_000,
      stage: '$default',
    });
  });

  test('has no body, query or path parameters where none were sent', async () => {
    const { events, route } = recording('/healthz');
    const url = await start([route]);

    await fetch(`${url}/healthz`);

    expect(events[0]).toMatchObject({ rawQueryString: '', isBase64Encoded: false });
    expect(Object.keys(events[0] ?? {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(body|queryStringParameters|pathParameters)$/)]),
    );
  });

  test.each([
    ['bytes that are no text', 'application/json', Buffer.from([0xff, 0x00, 0xfe])],
    ['a posted form', 'application/x-www-form-urlencoded', Buffer.from('a=1')],
    ['a body of no stated type', '', Buffer.from('hello')],
  ])('carries %s in base64, byte for byte', async (_what, type, bytes) => {
    const { events, route } = recording('/in');
    const url = await start([route]);

    await fetch(`${url}/in`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: new Uint8Array(bytes),
    });

    expect(events[0]?.isBase64Encoded).toBe(true);
    expect(Buffer.from(events[0]?.body ?? '', 'base64')).toEqual(bytes);
  });

  test('joins duplicate headers by commas, also those that Node would drop', async () => {
    const { events, route } = recording('/in');
    const { port } = new URL(await start([route]));

    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      'GET /in HTTP/1.1\r\nHost: a\r\nWebhook-Id: a\r\nwebhook-id: b\r\nUser-Agent: c\r\nUser-Agent: d\r\nConnection: close\r\n\r\n',
    );
    await once(socket.resume(), 'close');

    expect(events[0]?.headers).toMatchObject({ 'webhook-id': 'a,b', 'user-agent': 'c,d' });
  });
});

describe('an answer from a result', () => {
  test('has the result’s status, headers and text', async () => {
    const headers = { 'content-type': 'text/html; charset=utf-8', 'retry-after': 5 };
    const { route } = recording('/out', { statusCode: 503, headers, body: 'ñ' });

    const answer = await fetch(`${await start([route])}/out`);

    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await answer.text()).toBe('ñ');
  });

  test('has the bytes of a body in base64', async () => {
    const { route } = recording('/out', { statusCode: 200, body: '/wD+', isBase64Encoded: true });

    const answer = await fetch(`${await start([route])}/out`);

    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from([0xff, 0x00, 0xfe]));
  });

  test('is a 200 as JSON where the result has no status', async () => {
    const { route } = recording('/out', { body: 'fine' });

    const answer = await fetch(`${await start([route])}/out`);

    expect([answer.status, await answer.json()]).toEqual([200, { body: 'fine' }]);
  });

  test('carries no body for HEAD', async () => {
    const { route } = recording('/out', { statusCode: 200, body: '' });
    const url = await start([route]);

    const answer = await fetch(`${url}/out`, { method: 'HEAD' });

    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });

  test('is API Gateway’s 500 where the handler throws, and the error is told to the stack only', async () => {
    const errors: unknown[] = [];
    const bug = new Error('secret');
    const url = await start([{ pattern: '/out', handler: () => Promise.reject(bug) }], (error) =>
      errors.push(error),
    );

    const answer = await fetch(`${url}/out`);

    expect([answer.status, await answer.json()]).toEqual([500, { message: 'Internal Server Error' }]);
    expect(errors).toEqual([bug]);
  });
});

describe('the routes', () => {
  function local(pattern: string, methods?: string[]): Route {
    return {
      pattern,
      ...(methods === undefined ? {} : { methods }),
      local: ({ parameters, method, query, body }) => ({
        status: 200,
        headers: { 'x-query': query.get('q') ?? '' },
        body: JSON.stringify([method, pattern, parameters, Buffer.from(body).toString()]),
      }),
    };
  }

  test('serve plain local handlers with the request’s parts', async () => {
    const url = await start([local('/local/bookings/{id}', ['POST'])]);

    const answer = await fetch(`${url}/local/bookings/a%2Fb?q=1`, { method: 'POST', body: 'hello' });

    expect(await answer.json()).toEqual(['POST', '/local/bookings/{id}', { id: 'a/b' }, 'hello']);
    expect(answer.headers.get('x-query')).toBe('1');
  });

  test('count in their order, by method and pattern', async () => {
    const url = await start([local('/a/b', ['GET']), local('/a/{x}', ['GET']), local('/a/{rest+}')]);
    const served = async (method: string, path: string) => {
      const answer = z.tuple([z.string(), z.string()]).rest(z.unknown());
      return answer.parse(await (await fetch(url + path, { method })).json())[1];
    };

    expect(await served('GET', '/a/b')).toBe('/a/b');
    expect(await served('GET', '/a/c')).toBe('/a/{x}');
    expect(await served('POST', '/a/b')).toBe('/a/{rest+}');
    expect(await served('GET', '/a/b/c')).toBe('/a/{rest+}');
  });

  test.each(['/a', '/a/', '/a/b/c', '/A/b', '/a/%ff', '/'])('know nothing at %s', async (path) => {
    const url = await start([local('/a/{x}')]);

    const answer = await fetch(url + path);

    expect([answer.status, await answer.json()]).toEqual([404, { message: 'Not Found' }]);
  });
});

describe('a route that answers by itself', () => {
  test('is given the request unread, and its failure is a 500', async () => {
    const errors: unknown[] = [];
    const echo: Route = {
      pattern: '/own/{rest+}',
      raw: async (received, response) => {
        if (received.method === 'DELETE') throw new Error('a bug');
        response.writeHead(201, { 'x-path': received.url ?? '' });
        for await (const chunk of received) response.write(chunk);
        response.end();
      },
    };
    const url = await start([echo], (error) => errors.push(error));

    const answer = await fetch(`${url}/own/a/b?c=1`, { method: 'POST', body: 'hello' });

    expect([answer.status, answer.headers.get('x-path'), await answer.text()]).toEqual([
      201,
      '/own/a/b?c=1',
      'hello',
    ]);
    expect((await fetch(`${url}/own/a`, { method: 'DELETE' })).status).toBe(500);
    expect(errors).toEqual([new Error('a bug')]);
  });
});

describe('the route key', () => {
  test('names the method of a route that names its methods, and the part of its path', async () => {
    const { events, route } = recording('/v1/manager/clinics/{clinicId}/bookings/{booking}');
    const url = await start([{ ...route, methods: ['GET'] }]);

    await fetch(`${url}/v1/manager/clinics/demo/bookings/Y2Fs`);

    expect(events[0]).toMatchObject({
      routeKey: 'GET /v1/manager/clinics/{clinicId}/bookings/{booking}',
      pathParameters: { clinicId: 'demo', booking: 'Y2Fs' },
    });
    expect((await fetch(`${url}/v1/manager/clinics/demo/bookings/Y2Fs`, { method: 'HEAD' })).status).toBe(
      404,
    );
  });
});

describe('the server', () => {
  test('listens on 127.0.0.1 and no other address', async () => {
    const url = await start([recording('/in').route]);

    expect(url).toMatch(/^http:\/\/localhost:\d+$/);
    expect((await fetch(`${url.replace('localhost', '127.0.0.1')}/in`)).status).toBe(204);
    await expect(fetch(`${url.replace('localhost', '127.0.0.2')}/in`)).rejects.toThrow();
  });

  test('refuses a body over 10 MB and takes one of that size', async () => {
    const { events, route } = recording('/in');
    const url = await start([route]);
    const send = async (bytes: number) => {
      const body = new Uint8Array(bytes);
      return (await fetch(`${url}/in`, { method: 'POST', body })).status;
    };

    expect(await send(10 * 1024 * 1024 + 1)).toBe(413);
    expect(await send(10 * 1024 * 1024)).toBe(204);
    expect(events).toHaveLength(1);
  });

  test('refuses headers over API Gateway’s bound', async () => {
    const url = await start([recording('/in').route]);

    const answer = await fetch(`${url}/in`, { headers: { 'x-long': 'a'.repeat(11_000) } });

    expect(answer.status).toBe(431);
  });

  test('says which setting to change when the port is taken', async () => {
    const port = Number(new URL(await start([])).port);

    const second = createHttpServer({ routes: [] }).start({ port });

    await expect(second).rejects.toThrow(PortInUseError);
    await expect(second).rejects.toThrow(
      `port ${port} is in use: stop what listens there, or set PORT to another port`,
    );
  });

  test('stops at once, also while a connection is kept open', async () => {
    const server = await createHttpServer({ routes: [] }).start({ port: 0 });
    const open = request(`${server.url.replace('localhost', '127.0.0.1')}/slow`, { method: 'POST' });
    const failed = once(open, 'error');
    open.write('half');
    await once(open, 'socket');
    await server.stop();
    await failed;

    await expect(fetch(server.url)).rejects.toThrow();
  });
});
