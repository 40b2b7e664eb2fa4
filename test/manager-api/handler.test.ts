/** The edge of the manager's API: what is too large, not JSON, wrong in a field, too often or out of reach; and that no answer or line says who a person is. */
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest';
import { lambdaJournal } from '../../functions/adapters/lambda-journal.ts';
import { createRateLimiter } from '../../functions/http/rate-limiter.ts';
import { bodyBytesMax, createHandler, staffRate } from '../../functions/manager-api/handler.ts';
import { createVerifyToken } from '../../functions/manager-api/verify-token.ts';
import { type ManagerRouteKey, managerRoutes } from '../../shared/api/manager/routes.ts';
import { standardBooking } from '../world/bodies.ts';
import { createWorld, type World } from '../world/world.ts';
import { anAct, as, askInVain, managerEvent, send } from './asking.ts';
import { makeToken, testClientId, testVerify, tokenFor } from './tokens.ts';

const at = '2026-11-16T15:00:00Z';
const me = 'GET /v1/manager/me';
const approve = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/approve-findings';

let logged: MockInstance<typeof console.error>;

beforeEach(() => {
  logged = vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function bookedWorld(): Promise<World> {
  const world = await createWorld(at);
  const client = { name: 'Zyxquark Brook', phone: '+12125550147', email: 'zyxquark@example.com' };
  await world.post('standard', standardBooking({ at, start: '2026-12-14T15:00:00Z', client, answers: {} }));
  return world;
}

describe('a body', () => {
  test('is taken up to its bound and refused beyond, whoever sends it', async () => {
    const { managerApi } = (await bookedWorld()).process();
    const answer = async (bytes: number) =>
      (await managerApi(managerEvent(approve, { body: ' '.repeat(bytes) }))).statusCode;

    expect(await answer(bodyBytesMax)).toBe(422);
    expect(await answer(bodyBytesMax + 1)).toBe(413);
  });

  test.each([
    [{ 'content-type': 'text/plain' }, 415],
    [{ 'content-type': 'application/x-www-form-urlencoded' }, 415],
    [{ 'content-type': 'Application/JSON; charset=utf-8' }, 422],
  ])('of the type %j is answered %i', async (headers, status) => {
    const response = await send((await bookedWorld()).process(), approve, { body: {}, headers });
    expect(response.statusCode).toBe(status);
  });

  test.each([
    ['nothing', undefined, 'body'],
    ['no JSON', '{', 'body'],
    ['a list', [], 'body'],
    ['no reason', anAct({ why: ' a ', version: 1, findings: ['x'] }), 'why'],
    ['a click that is no UUID', anAct({ click: '1', version: 1, findings: ['x'] }), 'click'],
    ['no version', anAct({ findings: ['x'] }), 'version'],
    ['no finding', anAct({ version: 1, findings: [] }), 'findings'],
    ['a field that there is not', anAct({ version: 1, findings: ['x'], clinicId: 'other' }), 'clinicId'],
    ['a prototype', '{"__proto__":{"why":"because"}}', 'click'],
  ])('with %s is refused by the name of its field', async (_what, body, path) => {
    const world = await bookedWorld();
    const headers = { 'content-type': 'application/json' };
    const problem = await askInVain(world, approve, { headers, ...(body === undefined ? {} : { body }) });

    expect(problem.status).toBe(422);
    expect(problem.errors?.map((error) => error.path)).toContain(path);
  });
});

test('what is typed wrong is refused in our own words, never in a library’s', async () => {
  const world = await bookedWorld();
  const add = 'POST /v1/manager/clinics/{clinicId}/bookings';
  const typed = {
    treatment: '!',
    start: 'soon',
    lasts: 1.5,
    name: ' ',
    phone: '1'.repeat(99),
    email: 'at home',
  };
  const wrong = { click: '1', why: '', language: 'fr', consent: 'yes', ...typed };
  const { errors = [] } = await askInVain(world, add, { body: wrong });

  expect(errors.map(({ path }) => path).toSorted()).toEqual(Object.keys(wrong).toSorted());
  expect(errors.filter(({ expected }) => !/^expected (?!something else)/.test(expected))).toEqual([]);
});

describe('how often', () => {
  test('one person may ask is bounded, without holding up another', async () => {
    const { deps } = (await bookedWorld()).process();
    const limiter = createRateLimiter({ ...staffRate, clock: deps.clock });
    const handler = createHandler({ ...deps, limiter, verify: testVerify() });
    const mara = managerEvent(me, as('manager', 'mara'));
    const statuses: unknown[] = [];
    for (let time = 0; time <= staffRate.burst; time += 1) statuses.push((await handler(mara)).statusCode);

    expect(new Set(statuses.slice(0, -1))).toEqual(new Set([200]));
    const refused = await handler(mara);
    expect([statuses.at(-1), refused.statusCode]).toEqual([429, 429]);
    expect(refused.headers?.['retry-after']).toBe('1');
    expect((await handler(managerEvent(me, as('manager', 'max')))).statusCode).toBe(200);
    const elsewhere = tokenFor('manager', { name: 'mara', clinicId: 'larkspur' });
    expect((await handler(managerEvent(me, { token: elsewhere }))).statusCode).toBe(404);
  });

  test('one address may be refused is bounded, and holds up nobody there who is signed in', async () => {
    const { deps } = (await bookedWorld()).process();
    const limiter = createRateLimiter({ ...staffRate, clock: deps.clock });
    const viewerProof = 'a made-up proof of the tests';
    const handler = createHandler({ ...deps, limiter, verify: testVerify(), viewerProof });
    const from = (address: string, token: string) => {
      const headers = {
        'x-viewer-proof': viewerProof,
        'x-forwarded-for': `192.0.2.9, ${address}, 203.0.113.7`,
      };
      return handler(managerEvent(me, { token, headers }));
    };
    const statuses: unknown[] = [];
    for (let time = 0; time < staffRate.burst; time += 1) {
      statuses.push((await from('198.51.100.1', time % 2 === 0 ? 'made.up.token' : '')).statusCode);
    }

    expect(new Set(statuses)).toEqual(new Set([401]));
    const over = await from('198.51.100.1', 'made.up.token');
    expect([over.statusCode, over.headers?.['retry-after']]).toEqual([429, '1']);
    expect((await from('198.51.100.1', tokenFor('manager'))).statusCode).toBe(200);
    expect((await from('198.51.100.2', 'made.up.token')).statusCode).toBe(401);
  });

  test.each([
    ['at the wall', 404, { clinicId: 'larkspur' }, 'clinician'],
    ['for their role', 403, {}, 'viewer'],
  ] as const)('one person may be refused %s is bounded too', async (_where, status, elsewhere, role) => {
    const world = await bookedWorld();
    const { deps } = world.process();
    const limiter = createRateLimiter({ ...staffRate, clock: deps.clock });
    const handler = createHandler({ ...deps, limiter, verify: testVerify() });
    const refused = managerEvent(approve, { ...as(role, 'mara'), ...elsewhere });
    const statuses: unknown[] = [];
    for (let time = 0; time < staffRate.burst + 5; time += 1)
      statuses.push((await handler(refused)).statusCode);

    expect(new Set(statuses.slice(0, staffRate.burst))).toEqual(new Set([status]));
    expect(new Set(statuses.slice(staffRate.burst))).toEqual(new Set([429]));
    const lines = world.ports.journal.events().filter(({ event }) => event === 'tenant-wall');
    expect(lines.length).toBeLessThanOrEqual(staffRate.burst);
  });
});

describe('a world out of reach', () => {
  test('is worth another try, and no failure of the token', async () => {
    const world = await bookedWorld();
    world.ports.store.breakDown();
    const response = await send(world.process(), me);
    expect([response.statusCode, response.headers?.['retry-after']]).toEqual([503, '5']);
  });

  test('is said also where the keys of the sign-in cannot be had', async () => {
    const { deps } = (await bookedWorld()).process();
    const verify = createVerifyToken({ issuer: 'https://127.0.0.1:1/pool', clientId: testClientId });
    const limiter = createRateLimiter({ ...staffRate, clock: deps.clock });
    const handler = createHandler({ ...deps, limiter, verify });
    expect((await handler(managerEvent(me))).statusCode).toBe(503);
  });
});

test('every answer has the security headers, is kept by nobody and is for no other origin', async () => {
  const world = await bookedWorld();
  const answers = [
    await send(world.process(), me, { headers: { origin: 'https://elsewhere.example' } }),
    await send(world.process(), me, { token: '' }),
    await send(world.process(), approve, { body: '{' }),
    await send(world.process(), 'GET /v1/manager/openapi.json', { token: '' }),
  ];
  for (const { headers } of answers) {
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'strict-transport-security': expect.stringContaining('max-age='),
      'x-content-type-options': 'nosniff',
    });
    expect(Object.keys(headers ?? {}).filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
});

describe('what is written down', () => {
  /** What a person is known by, what staff said, and who they are. */
  const personal = [
    'Zyxquark',
    '5550147',
    '0147',
    'zyxquark@',
    'isotretinoin',
    'mara',
    'because of her skin',
  ];

  // The keys are the table's own.
  test.each(Object.keys(managerRoutes) as ManagerRouteKey[])('by %s names nobody', async (key) => {
    const world = await bookedWorld();
    const lines: string[] = [];
    const journal = lambdaJournal({
      clock: world.ports.clock,
      stage: 'test',
      functionName: 'manager-api',
      invocation: () => ({ requestId: 'r-1' }),
      write: (line) => lines.push(line),
    });
    const token = tokenFor('clinician', { name: 'mara' });
    const { managerApi } = world.process({ ...world.ports, journal });
    const act = anAct({ why: 'because of her skin', version: (await world.booking('visit-1')).version });
    const bodies = [
      act,
      { ...act, findings: ['isotretinoin|x'] },
      { ...act, name: 'Zyxquark Brook' },
      { isotretinoin: 1 },
    ];
    for (const body of bodies) {
      for (const query of [{}, { name: 'Zyxquark' }, { lastFour: '0147' }, { after: 'isotretinoin' }]) {
        await managerApi(managerEvent(key, { token, query, ...(key.startsWith('POST') ? { body } : {}) }));
      }
    }
    await managerApi(managerEvent(key, { token, clinicId: 'larkspur' }));
    await managerApi(managerEvent(key, { token: makeToken({ claims: { username: 'mara', exp: 1 } }) }));
    world.ports.store.breakDown();
    await managerApi(managerEvent(key, { token, query: { name: 'Zyxquark' } }));
    const written = JSON.stringify([lines, logged.mock.calls]);

    expect(written.length).toBeGreaterThan(key.endsWith('openapi.json') ? 1 : 100);
    for (const word of [...personal, token]) expect(written).not.toContain(word);
  });
});
