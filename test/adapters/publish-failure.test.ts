/** What a failed publish proves: the line between a second try and a text sent twice. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SNSClient, SNSServiceException } from '@aws-sdk/client-sns';
import { describe, expect, test } from 'vitest';
import { snsClient } from '../../functions/adapters/clients.ts';
import { publishFailure } from '../../functions/adapters/publish-failure.ts';
import { snsTexting } from '../../functions/adapters/sns-texting.ts';

function answered(name: string, httpStatusCode: number): Error {
  return new SNSServiceException({
    name,
    $fault: 'client',
    $metadata: { httpStatusCode },
    message: 'made up',
  });
}

function failed(more: Record<string, string>): Error {
  return Object.assign(new Error('made up'), more);
}

const opening = failed({ code: 'ECONNREFUSED', syscall: 'connect' });

test.each([
  ['HTTP 429 under any name', answered('SlowDown', 429)],
  ['Throttled', answered('Throttled', 400)],
  ['ThrottledException', answered('ThrottledException', 400)],
  ['Throttling', answered('Throttling', 400)],
  ['ThrottlingException', answered('ThrottlingException', 400)],
  ['a refused connection', opening],
  ['an unknown host', failed({ code: 'ENOTFOUND', syscall: 'getaddrinfo' })],
  ['a resolver that is busy', failed({ code: 'EAI_AGAIN', syscall: 'getaddrinfo' })],
  [
    'a connection that took too long to open',
    failed({ code: 'ETIMEDOUT', syscall: 'connect', name: 'TimeoutError' }),
  ],
  ['every address of the host refusing', new AggregateError([opening, opening])],
  ['no credentials', failed({ name: 'CredentialsProviderError' })],
  ['no right to publish', answered('AuthorizationError', 403)],
])('%s proves that nothing was sent, and passes', (_, error) => {
  expect(publishFailure(error)).toMatchObject({ published: 'no', passing: true });
});

test.each([
  ['an invalid number', answered('InvalidParameterException', 400)],
  ['an invalid value', answered('InvalidParameterValueException', 400)],
  ['a failed validation', answered('ValidationException', 400)],
  ['an opted-out number', answered('OptedOutException', 400)],
])('%s is final', (_, error) => {
  expect(publishFailure(error)).toMatchObject({ published: 'no', passing: false });
});

test.each([
  ['a time-out', failed({ name: 'TimeoutError', code: 'ETIMEDOUT' })],
  ['a time-out that may have been the opening’s', failed({ name: 'TimeoutError' })],
  ['a reset connection', failed({ code: 'ECONNRESET', syscall: 'read' })],
  ['a host that became unreachable while writing', failed({ code: 'EHOSTUNREACH', syscall: 'write' })],
  ['our own giving up', failed({ name: 'AbortError' })],
  ['an error inside SNS', answered('InternalErrorException', 500)],
  ['a service that is away', answered('ServiceUnavailable', 503)],
  [
    'an address that refused and one that was reset',
    new AggregateError([opening, failed({ code: 'ECONNRESET', syscall: 'read' })]),
  ],
  ['no address at all', new AggregateError([])],
  ['anything never heard of', 'a string'],
])('%s proves nothing', (_, error) => {
  expect(publishFailure(error)).toMatchObject({ published: 'unknown' });
});

test('a reason is a name and never the message, which may quote the number', () => {
  const error = answered('InvalidParameterException', 400);
  error.message = 'PhoneNumber +12125550101 is not valid';
  expect(publishFailure(error)).toEqual({
    published: 'no',
    passing: false,
    reason: 'InvalidParameterException',
  });
});

describe('with the real client', () => {
  const message = { to: '+12125550101', from: '+12125550100', body: 'Hello', milestone: 'booked' };

  async function publishTo(listener: RequestListener) {
    let requests = 0;
    const server = createServer((request, response) => {
      requests += 1;
      listener(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // A listening TCP server has an address object.
    const { port } = server.address() as AddressInfo;
    const texting = textingAt(port);
    const result = await texting.publish(message);
    server.close();
    return { result, requests, port };
  }

  function textingAt(port: number) {
    const credentials = { accessKeyId: 'made-up', secretAccessKey: 'made-up' };
    return snsTexting(snsClient({ region: 'us-east-1', endpoint: `http://127.0.0.1:${port}`, credentials }));
  }

  function errorBody(code: string): string {
    return `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>made up</Message></Error><RequestId>1</RequestId></ErrorResponse>`;
  }

  test('a server error is unknown after one request: the SDK repeats nothing', async () => {
    const { result, requests } = await publishTo((_, response) =>
      response.writeHead(500).end(errorBody('InternalError')),
    );
    expect(result).toMatchObject({ published: 'unknown' });
    expect(requests).toBe(1);
  });

  test('throttling is proven not sent, and left to the caller to repeat', async () => {
    const { result, requests } = await publishTo((_, response) =>
      response.writeHead(429).end(errorBody('Throttled')),
    );
    expect(result).toMatchObject({ published: 'no', passing: true });
    expect(requests).toBe(1);
  });

  test('an opted-out number is final under the name the wire gives it', async () => {
    const { result } = await publishTo((_, response) => response.writeHead(400).end(errorBody('OptedOut')));
    expect(result).toMatchObject({ published: 'no', passing: false });
  });

  test('a connection cut after the request is unknown, and so is an answer that cannot be read', async () => {
    const cut = await publishTo((request) => request.socket.destroy());
    expect(cut.result).toMatchObject({ published: 'unknown' });
    const garbage = await publishTo((_, response) => response.writeHead(200).end('<html>'));
    expect(garbage.result).toMatchObject({ published: 'unknown' });
  });

  test('a connection that does not open in time is proven not sent', async () => {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // A listening TCP server has an address object.
    const { port } = server.address() as AddressInfo;
    // The one connection there may be is taken by a request that hangs, so that the next one waits for its opening in vain.
    const client = new SNSClient({
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: 'made-up', secretAccessKey: 'made-up' },
      maxAttempts: 1,
      requestHandler: { connectionTimeout: 200, httpAgent: { maxSockets: 1 } },
    });
    const hanging = snsTexting(client).publish(message);
    expect(await snsTexting(client).publish(message)).toMatchObject({ published: 'no', passing: true });
    server.closeAllConnections();
    expect(await hanging).toMatchObject({ published: 'unknown' });
    server.close();
  });

  test('a closed port is proven not sent', async () => {
    const { port } = await publishTo((_, response) => response.writeHead(500).end());
    expect(await textingAt(port).publish(message)).toMatchObject({ published: 'no', passing: true });
  });
});
