/** What is not verified costs nothing and learns nothing: one look-up of secrets, no table, the same answer for every reason. */
import { describe, expect, test, vi } from 'vitest';
import { minuteMs, secondMs } from '../../../shared/time/instant.ts';
import { signStandard } from '../../../shared/webhook/standard-webhooks.ts';
import { type CallCount, countingCalls } from '../../memory/counting-calls.ts';
import { standardBooking } from '../../world/bodies.ts';
import { createWorld, instantOf, testSecrets, type World } from '../../world/world.ts';
import { type Answered, arrival, type Posting, send } from './posting.ts';

const at = instantOf(arrival);
const body = standardBooking({ at, start: '2026-12-14T15:00:00Z' });
const otherSecret = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;

async function post(
  posting: Partial<Posting>,
  world?: World,
): Promise<{ answer: Answered; count: CallCount }> {
  const { ports, process } = world ?? (await createWorld(arrival));
  const count = countingCalls(ports);
  const answer = await send(process(count.ports), { body, at, ...posting });
  return { answer, count };
}

async function expectRejected(posting: Partial<Posting>, world?: World): Promise<void> {
  const { answer, count } = await post(posting, world);
  expect([answer.status, answer.body]).toEqual([
    401,
    {
      type: 'urn:booking-gate:problem:unknown-clinic-or-signature',
      title: 'The clinic is unknown or the signature does not fit',
      status: 401,
    },
  ]);
  expect(count.calls().map(({ name }) => name)).toEqual(['secrets.ofClinic']);
}

describe('a replayed delivery', () => {
  test.each([-300, 300])('stamped %i s from now is taken', async (seconds) => {
    const { answer } = await post({ at: at + seconds * secondMs });
    expect(answer.status).toBe(200);
  });

  test.each([
    -301, 301, -360,
  ])('stamped %i s from now is refused without a look at the table', async (seconds) => {
    await expectRejected({ at: at + seconds * secondMs });
  });

  test('that was taken before is refused all the same once its stamp is old', async () => {
    const world = await createWorld(arrival);
    await post({}, world);
    world.ports.clock.advance(6 * minuteMs);
    await expectRejected({}, world);
  });

  test('with a new stamp on the old signature is refused', async () => {
    const now = at + 6 * minuteMs;
    await expectRejected({ headers: { 'webhook-timestamp': String(now / secondMs) } });
  });
});

describe('a forged delivery', () => {
  test('with one byte of its body changed is refused', async () => {
    const sent = JSON.stringify(body).replace('"visit-1"', '"visit-2"');
    await expectRejected({ sent });
  });

  test('with a blank more in its body is refused: the bytes are what is signed', async () => {
    await expectRejected({ sent: `${JSON.stringify(body)} ` });
  });

  test.each([
    ['webhook-id', 'msg_other'],
    ['webhook-signature', `v1,${Buffer.alloc(32).toString('base64')}`],
    ['webhook-signature', 'v1a,AAAA'],
    ['webhook-signature', ''],
  ])('with another %s (%s) is refused', async (name, value) => {
    await expectRejected({ headers: { [name]: value } });
  });

  test.each([
    'webhook-id',
    'webhook-timestamp',
    'webhook-signature',
  ])('without %s is refused', async (without) => {
    await expectRejected({ without });
  });

  test("signed with another clinic's secret is refused", async () => {
    const world = await createWorld(arrival);
    world.ports.secrets.set('fernleaf', {
      platforms: { standard: [otherSecret] },
      clientKey: testSecrets.clientKey,
    });
    await expectRejected({ secret: otherSecret }, world);
  });

  test('signed with a secret that was retired is refused', async () => {
    const world = await createWorld(arrival);
    world.ports.secrets.set('rosewater', {
      platforms: { standard: [otherSecret] },
      clientKey: testSecrets.clientKey,
    });
    await expectRejected({}, world);
  });

  test('for a platform that the clinic has no secret for is refused', async () => {
    const world = await createWorld(arrival);
    world.ports.secrets.set('rosewater', {
      platforms: { standard: [testSecrets.standard] },
      clientKey: testSecrets.clientKey,
    });
    await expectRejected({ platform: 'cal-com' }, world);
  });

  test('for a clinic that does not exist gets the same answer for the same work', async () => {
    await expectRejected({ clinicId: 'no-such-clinic' });
    await expectRejected({ clinicId: 'constructor' });
  });

  test('of Cal.com without a secret is refused', async () => {
    await expectRejected({ platform: 'cal-com', headers: { 'x-cal-signature-256': 'no-secret-provided' } });
  });

  test('is noted without its signature, its id or its body', async () => {
    const world = await createWorld(arrival);
    await expectRejected({ id: 'msg_forged', secret: otherSecret }, world);
    expect(world.ports.journal.events()).toEqual([
      {
        event: 'delivery-rejected',
        clinicId: 'rosewater',
        platform: 'standard',
        reason: 'no signature matches an active secret',
      },
    ]);
  });
});

describe('while a secret is rotated', () => {
  async function rotating(): Promise<World> {
    const world = await createWorld(arrival);
    world.ports.secrets.set('rosewater', {
      platforms: { standard: [otherSecret, testSecrets.standard] },
      clientKey: testSecrets.clientKey,
    });
    return world;
  }

  test.each([
    ['old', testSecrets.standard],
    ['new', otherSecret],
  ])('a delivery signed with the %s one is taken', async (_which, secret) => {
    expect((await post({ secret }, await rotating())).answer.status).toBe(200);
  });

  test('a delivery that carries both signatures is taken, whichever is active', async () => {
    const raw = JSON.stringify(body);
    const message = { id: 'msg_1', timestampSeconds: at / secondMs, body: raw };
    const both = [otherSecret, testSecrets.standard].map((secret) => signStandard({ ...message, secret }));
    for (const signatures of [both, both.toReversed()]) {
      const { answer } = await post({ id: 'msg_1', headers: { 'webhook-signature': signatures.join(' ') } });
      expect(answer.status).toBe(200);
    }
  });
});

describe('headers that are not what they should be', () => {
  test.each([
    ['a dot', 'msg.1'],
    ['a newline', 'msg\n1'],
    ['10 kB', 'm'.repeat(10_000)],
    ['a comma, as joined duplicates have', 'msg_1,msg_1'],
    ['nothing', ''],
  ])('an id with %s is refused before any work', async (_what, id) => {
    await expectRejected({ id });
  });

  test.each(['webhook-timestamp', 'webhook-signature'])('%s sent twice is refused', async (name) => {
    const raw = JSON.stringify(body);
    const seconds = String(at / secondMs);
    const signature = signStandard({
      id: 'msg_1',
      timestampSeconds: at / secondMs,
      body: raw,
      secret: testSecrets.standard,
    });
    const value = name === 'webhook-timestamp' ? seconds : signature;
    await expectRejected({ id: 'msg_1', headers: { [name]: `${value},${value}` } });
  });

  test.each([
    '1e9',
    '17000000',
    '-163000000',
    '1794841200.5',
    ' 1794841200',
  ])('the stamp %j is refused', async (stamp) => {
    await expectRejected({ headers: { 'webhook-timestamp': stamp } });
  });

  test('header names in any case are the same names', async () => {
    const raw = JSON.stringify(body);
    const message = { id: 'msg_1', timestampSeconds: at / secondMs, body: raw, secret: testSecrets.standard };
    const headers = {
      'Content-Type': 'Application/JSON; charset=utf-8',
      'Webhook-Id': 'msg_1',
      'WEBHOOK-TIMESTAMP': String(at / secondMs),
      'Webhook-Signature': signStandard(message),
    };
    expect((await post({ parts: { headers } })).answer.status).toBe(200);
  });
});

describe('keys that would reach a prototype', () => {
  const keysOfPrototypes = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

  test.each(keysOfPrototypes)('%s among the answers, the client or the body is never merged', async (key) => {
    const world = await createWorld(arrival);
    const poison = `"${key}":{"polluted":"yes","enabled":true}`;
    const raw = JSON.stringify(body)
      .replace('"answers":{', `"answers":{"${key}":"yes",`)
      .replace('"client":{', `"client":{${poison},`)
      .replace(/^\{/, `{${poison},`);
    const { answer } = await post({ body: raw }, world);
    expect([answer.status, answer.body.decision]).toEqual([200, 'allowed']);
    expect(JSON.stringify(await world.booking('visit-1'))).not.toContain('polluted');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test.each(
    keysOfPrototypes,
  )('%s as the name of a treatment or a booking is a name like any other', async (key) => {
    const world = await createWorld(arrival);
    const odd = standardBooking({ at, start: '2026-12-14T15:00:00Z', treatment: key, uid: key });
    const { answer } = await post({ body: odd }, world);
    expect([answer.status, answer.body.decision]).toEqual([200, 'review']);
    expect((await world.booking(key)).treatment).toBeUndefined();
  });
});

describe('what is refused before anything is looked up', () => {
  test.each<[string, Partial<Posting>, number]>([
    ['another content type', { headers: { 'content-type': 'text/plain' } }, 415],
    ['no content type', { without: 'content-type' }, 415],
    ['a GET', { parts: { method: 'GET' } }, 405],
    ['a PUT', { parts: { method: 'PUT' } }, 405],
    ['a body of a byte more than 64 KB', { sent: 'x'.repeat(64 * 1024 + 1) }, 413],
    ['a platform that nobody has', { parts: { path: '/v1/clinics/rosewater/webhooks/fax' } }, 404],
    ['a clinic id that cannot be', { clinicId: 'Rose%20Water' }, 404],
    ['an address that is none', { parts: { path: '/v1/clinics/rosewater' } }, 404],
  ])('%s', async (_what, posting, status) => {
    const { answer, count } = await post(posting);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(count.calls()).toEqual([]);
  });

  test('a GET is told what is allowed', async () => {
    const { answer } = await post({ parts: { method: 'GET' } });
    expect(answer.headers).toMatchObject({ allow: 'POST' });
  });

  test('a body of 64 KB is not too large', async () => {
    const padding = 'x'.repeat(64 * 1024 - JSON.stringify({ ...body, padding: '' }).length);
    const { answer } = await post({ body: { ...body, padding } });
    expect(answer.status).toBe(200);
  });

  test('the size counts in bytes, also where the gateway sends base64', async () => {
    const bytes = Buffer.alloc(64 * 1024 + 1, 0x78);
    const { answer } = await post({ parts: { body: bytes.toString('base64'), isBase64Encoded: true } });
    expect(answer.status).toBe(413);
  });
});

describe('while the secrets are out of reach', () => {
  test('the platform is told to come again, and nothing is stored', async () => {
    const world = await createWorld(arrival);
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    world.ports.secrets.breakDown();
    const { answer, count } = await post({}, world);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
    expect(answer.body).toMatchObject({ type: 'urn:booking-gate:problem:unavailable' });
    expect(count.calls().map(({ name }) => name)).toEqual(['secrets.ofClinic']);
    expect(logged.mock.calls).toEqual([[expect.stringContaining('SecretsUnavailableError')]]);
    logged.mockRestore();
    world.ports.secrets.repair();
    expect((await post({}, world)).answer.body).toMatchObject({ status: 'processed' });
  });
});
