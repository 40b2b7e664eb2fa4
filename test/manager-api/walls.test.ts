/** Who is let in: every route of the table with every wrong token, so that a route that is added is covered by itself. */
import { describe, expect, test } from 'vitest';
import { type ManagerRouteKey, managerRoutes } from '../../shared/api/manager/routes.ts';
import { standardBooking } from '../world/bodies.ts';
import { createWorld, type World } from '../world/world.ts';
import { as, managerEvent, send } from './asking.ts';
import { makeToken, tokenFor } from './tokens.ts';

const at = '2026-11-16T15:00:00Z';

// The keys are the table's own.
const everyKey = Object.keys(managerRoutes) as ManagerRouteKey[];
const closedKeys = everyKey.filter((key) => managerRoutes[key].role !== 'anyone');
const clinicKeys = closedKeys.filter((key) => key.includes('{clinicId}'));
const beyondViewers = closedKeys.filter((key) => managerRoutes[key].role !== 'viewer');
const forClinicians = closedKeys.filter((key) => managerRoutes[key].role === 'clinician');

/** What the world holds, so that nothing that was refused has changed it. */
function storedIn(): string {
  return JSON.stringify(world.ports.store.items());
}

/** One for all: whatever is refused leaves it as it is. */
async function bookedWorld(): Promise<World> {
  const world = await createWorld(at);
  await world.post('standard', standardBooking({ at, start: '2026-12-14T15:00:00Z', uid: 'visit-1' }));
  return world;
}

const world = await bookedWorld();
const own = world.process();

describe.each(closedKeys)('%s', (key) => {
  test('is closed to whoever has no token, and says so in the journal', async () => {
    const before = storedIn();
    const response = await send(own, key, { token: '' });

    expect(response.statusCode).toBe(401);
    expect(response.headers?.['www-authenticate']).toBe('Bearer');
    expect(response.headers?.['content-type']).toContain('application/problem+json');
    expect(world.ports.journal.events().at(-1)).toEqual({ event: 'sign-in-refused', reason: 'no token' });
    expect(storedIn()).toBe(before);
  });

  test.each([
    ['an ID token', { token_use: 'id' }, 'token_use'],
    ['an expired token', { exp: 1 }, 'expired'],
    ["another application's token", { client_id: 'shop' }, 'client_id'],
  ])('is closed to %s', async (_what, claims, reason) => {
    const response = await send(own, key, { token: makeToken({ claims }) });

    expect(response.statusCode).toBe(401);
    expect(world.ports.journal.events().at(-1)).toEqual({ event: 'sign-in-refused', reason });
  });

  test.each([
    ['no group', undefined],
    ['an empty list of groups', []],
    ['two groups', ['rosewater.manager', 'larkspur.manager']],
    ['the same group twice', ['rosewater.manager', 'rosewater.manager']],
    ['a group of no clinic', ['admin']],
    ['a group of three parts', ['rosewater.manager.clinician']],
    ['a role that there is not', ['rosewater.owner']],
    ['a group as text', 'rosewater.manager'],
    ['a group in capitals', ['ROSEWATER.manager']],
    ['an object', { 0: 'rosewater.manager', length: 1 }],
  ])('is closed to a token with %s', async (_what, groups) => {
    const before = storedIn();
    const token = makeToken({ claims: { 'cognito:groups': groups } });
    const response = await send(own, key, { token });

    expect(response.statusCode).toBe(403);
    expect(world.ports.journal.events().at(-1)).toEqual({ event: 'sign-in-refused', reason: 'groups' });
    expect(storedIn()).toBe(before);
  });
});

describe.each(clinicKeys)("another clinic's staff find nothing at %s", (key) => {
  test.each(['viewer', 'manager', 'clinician'] as const)('as a %s', async (role) => {
    const before = storedIn();
    const token = tokenFor(role, { clinicId: 'larkspur' });
    const response = await send(own, key, { token });

    expect(response.statusCode).toBe(404);
    expect(response.body).not.toContain('Nadia');
    expect(world.ports.journal.events().at(-1)).toEqual({
      event: 'tenant-wall',
      clinicId: 'larkspur',
      route: key,
    });
    expect(storedIn()).toBe(before);
  });
});

test('a booking is looked for at the clinic of the token, whatever its address says', async () => {
  const key = 'GET /v1/manager/clinics/{clinicId}/bookings/{booking}';
  await world.ports.store.put({ ...world.clinic, id: 'larkspur' }, 'absent');
  const token = tokenFor('manager', { clinicId: 'larkspur' });
  const elsewhere = await send(own, key, { token, clinicId: 'larkspur' });

  expect(elsewhere.statusCode).toBe(404);
  expect((await send(own, key)).statusCode).toBe(200);
});

describe.each(beyondViewers)('%s', (key) => {
  test('is more than a viewer may', async () => {
    const before = storedIn();
    const response = await send(own, key, as('viewer'));

    expect(response.statusCode).toBe(403);
    expect(response.body).toContain('you are a viewer');
    expect(storedIn()).toBe(before);
  });
});

describe.each(forClinicians)('%s', (key) => {
  test('is more than a manager may', async () => {
    const response = await send(own, key, as('manager'));

    expect(response.statusCode).toBe(403);
    expect(response.body).toContain('This takes a clinician');
  });
});

test('the walks cover what they say', () => {
  expect(everyKey.filter((key) => !closedKeys.includes(key))).toEqual(['GET /v1/manager/openapi.json']);
  expect(closedKeys.filter((key) => !clinicKeys.includes(key))).toEqual(['GET /v1/manager/me']);
  // A search is posted, and changes nothing.
  const changing = closedKeys.filter((key) => key.startsWith('POST ') && !key.endsWith('/find-bookings'));
  expect(beyondViewers).toEqual(changing);
  expect(forClinicians.length).toBeGreaterThan(0);
});

test('what the gateway does not route is nothing here either', async () => {
  const { managerApi } = own;
  for (const routeKey of ['DELETE /v1/manager/me', '$default', 'constructor', '__proto__']) {
    const response = await managerApi({ ...managerEvent('GET /v1/manager/me'), routeKey });
    expect([routeKey, response.statusCode]).toEqual([routeKey, 404]);
  }
});

test.each([
  'Basic bWFyYTptYXJh',
  'Bearer',
  'Bearer a b',
  'Bearer a,Bearer b',
  '',
])('the header "%s" brings no token', async (authorization) => {
  const response = await send(own, 'GET /v1/manager/me', {
    token: '',
    headers: { authorization },
  });
  expect(response.statusCode).toBe(401);
  expect(world.ports.journal.events().at(-1)).toEqual({ event: 'sign-in-refused', reason: 'no token' });
});
