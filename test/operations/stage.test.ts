/** Opening a stage: on AWS by the caller's credentials, locally by what the stack tells, and the words for what is missing. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openStage } from '../../operations/stage.ts';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  // The address of a server that listens on a port.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** STS as the SDK meets it; everything else of the machine's own AWS set-up is out of the way. */
async function serveSts(status: number, body: string): Promise<void> {
  const url = await serve((_, response) =>
    response.writeHead(status, { 'content-type': 'text/xml' }).end(body),
  );
  vi.stubEnv('AWS_ENDPOINT_URL_STS', url);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'madeup');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'madeup');
}

function callerIs(arn: string): string {
  return `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${arn}</Arn><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
}

afterEach(() => vi.unstubAllEnvs());

describe('a stage on AWS', () => {
  test('is of the account and partition of whoever asks, with that stage’s names', async () => {
    await serveSts(200, callerIs('arn:aws-us-gov:sts::111122223333:assumed-role/operator/rose'));
    const stage = await openStage({ stage: 'dev', region: 'us-gov-west-1' });
    expect(stage).toMatchObject({
      stage: 'dev',
      partition: 'aws-us-gov',
      account: '111122223333',
      region: 'us-gov-west-1',
      names: { table: 'booking-gate-dev', clinicSecretPrefix: 'booking-gate/dev/clinics/' },
    });
    expect(stage.settingsOf('dynamodb')).toEqual({ region: 'us-gov-west-1' });
    expect(stage.url).toBeUndefined();
  });

  test.each([
    [{ AWS_REGION: 'us-west-2', AWS_DEFAULT_REGION: 'us-east-1' }, 'us-west-2'],
    [{ AWS_REGION: '', AWS_DEFAULT_REGION: 'us-east-1' }, 'us-east-1'],
  ])('is where the environment %o says', async (variables, region) => {
    await serveSts(200, callerIs('arn:aws:iam::111122223333:user/rose'));
    expect((await openStage({ stage: 'prod' }, variables)).region).toBe(region);
  });

  test('without a region is not guessed', async () => {
    await expect(openStage({ stage: 'dev' }, {})).rejects.toThrow(
      /^Say in which AWS region the stage dev is/,
    );
  });

  test('is not opened for somebody whom AWS does not know', async () => {
    await serveSts(
      403,
      '<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>expired</Message></Error></ErrorResponse>',
    );
    await expect(openStage({ stage: 'dev', region: 'us-east-1' })).rejects.toThrow(
      /^AWS does not know who you are in us-east-1 \(ExpiredToken.*Sign in first/,
    );
  });

  test('is not opened for somebody who has no credentials', async () => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, '');
    vi.stubEnv('AWS_PROFILE', 'nobody');
    vi.stubEnv('AWS_CONFIG_FILE', '/nowhere');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere');
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    await expect(openStage({ stage: 'dev', region: 'us-east-1' })).rejects.toThrow(
      /^AWS does not know who you are in us-east-1 \(CredentialsProviderError.*Sign in first/,
    );
  });

  test('is not blamed on credentials where nobody answers', async () => {
    await serveSts(200, callerIs('arn:aws:iam::111122223333:user/rose'));
    vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://127.0.0.1:1');
    await expect(openStage({ stage: 'dev', region: 'us-east-7' })).rejects.toThrow(
      /^AWS does not answer in us-east-7 \(.*ECONNREFUSED.*\)\. Is that a region/,
    );
  });

  test('has no URL', async () => {
    const asked = { stage: 'dev', region: 'us-east-1', url: 'http://localhost:3000' };
    await expect(openStage(asked)).rejects.toThrow('A --url is for the stage local only.');
  });

  test.each([
    'Dev',
    '1dev',
    'a-name-longer-than-20',
    '',
    'dev/../prod',
  ])('is not named "%s"', async (stage) => {
    await expect(openStage({ stage, region: 'us-east-1' })).rejects.toThrow('is no stage');
  });
});

describe('the local stage', () => {
  const settings = {
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:4711',
    credentials: { accessKeyId: 'madeup', secretAccessKey: 'madeup' },
  };
  const told = {
    account: '000000000000',
    region: 'us-east-1',
    now: '2031-01-01T00:00:00.000Z',
    endpoints: { dynamodb: settings },
  };

  test('has the endpoints and the clock that its stack tells', async () => {
    const url = await serve((request, response) =>
      response.writeHead(request.url === '/local/aws' ? 200 : 404).end(JSON.stringify(told)),
    );
    const stage = await openStage({ stage: 'local', url });
    expect(stage.settingsOf('dynamodb')).toEqual(settings);
    expect(() => stage.settingsOf('sqs')).toThrow(/has no sqs\.$/);
    expect(stage.names.table).toBe('booking-gate-local');
    expect(Math.abs(stage.clock.now() - Date.parse(told.now))).toBeLessThan(5_000);
  });

  test.each([
    ['http://stack.example:3000', 'is no stack of this machine'],
    ['https://localhost:3000', 'is no stack of this machine'],
    ['localhost:3000', 'is no stack of this machine'],
    ['http://127.0.0.1:1', 'Nothing answers at http://127.0.0.1:1. Start the stack with "npm start"'],
  ])('is not looked for at %s', async (url, words) => {
    await expect(openStage({ stage: 'local', url })).rejects.toThrow(words);
  });

  test.each([
    [200, 'hello'],
    [404, JSON.stringify(told)],
    [200, JSON.stringify({ ...told, endpoints: undefined })],
  ])('is not something else that answers (%i %s)', async (status, body) => {
    const url = await serve((_, response) => response.writeHead(status).end(body));
    await expect(openStage({ stage: 'local', url })).rejects.toThrow('is no stack of this version');
  });
});
