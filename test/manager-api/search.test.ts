/** What staff find: bookings by any word of a name, and by the last four digits of a phone. */
import { describe, expect, test } from 'vitest';
import { keys } from '../../shared/store/item.ts';
import { formatInstant, hourMs } from '../../shared/time/instant.ts';
import { countingCalls } from '../memory/counting-calls.ts';
import { standardBooking } from '../world/bodies.ts';
import { createWorld, instantOf, type World } from '../world/world.ts';
import { as, ask, askInVain, send } from './asking.ts';
import { tokenFor } from './tokens.ts';

const at = instantOf('2026-11-16T15:00:00Z');
const find = 'POST /v1/manager/clinics/{clinicId}/find-bookings';

interface Booked {
  uid: string;
  name: string;
  lastFour?: string;
  hours?: number;
}

async function book(world: World, { uid, name, lastFour = '0117', hours = 240 }: Booked): Promise<void> {
  const client = { name, phone: `+1212555${lastFour}`, email: `${uid}@example.com` };
  const body = standardBooking({ at, start: at + hours * hourMs, uid, client });
  expect((await world.post('standard', body)).status).toBe(200);
}

async function somebodies(): Promise<World> {
  const world = await createWorld(at);
  await book(world, { uid: 'a', name: 'María José García', lastFour: '0101', hours: 240 });
  await book(world, { uid: 'b', name: 'Mario Garcés', lastFour: '0102', hours: 480 });
  await book(world, { uid: 'c', name: 'Marta Lindqvist', lastFour: '0103', hours: 300 });
  await book(world, { uid: 'd', name: 'Bo', lastFour: '0104', hours: 310 });
  await book(world, { uid: 'e', name: 'Rosa de la Cruz', lastFour: '0105', hours: 320 });
  await book(world, { uid: 'f', name: 'Li Wu', lastFour: '0106', hours: 330 });
  return world;
}

async function namesFound(world: World, name: string): Promise<string[]> {
  const { found } = await ask(world, find, { body: { name } });
  return found.map((one) => one.name);
}

describe('a search by name', () => {
  test.each([
    ['mar', ['Mario Garcés', 'Marta Lindqvist', 'María José García']],
    ['MARIA', ['María José García']],
    ['mari', ['Mario Garcés', 'María José García']],
    ['maria g', ['María José García']],
    ['María García', ['María José García']],
    ['maria jo', ['María José García']],
    ['mariajose', ['María José García']],
    ['GARC', ['Mario Garcés', 'María José García']],
    ['García, María', ['María José García']],
    ['jose', ['María José García']],
    ['lind', ['Marta Lindqvist']],
    ['cruz', ['Rosa de la Cruz']],
    ['de la cruz', ['Rosa de la Cruz']],
    ['delacruz', ['Rosa de la Cruz']],
    ['maria lind', []],
    ['arcia', []],
    ['bo', ['Bo']],
    ['bob', []],
    ['wu', ['Li Wu']],
    ['li w', ['Li Wu']],
    ['li', []],
    ['ma', []],
    ['...', []],
  ])('for "%s" finds %j, latest visit first', async (name, found) => {
    expect(await namesFound(await somebodies(), name)).toEqual(found);
  });

  test('shows nobody by a name that they have no more, however long the index has it', async () => {
    const world = await somebodies();
    world.ports.store.freezeIndexes();
    const { version, client, ...booking } = await world.booking('c');
    const renamed = { ...booking, version: version + 1, client: { ...client, name: 'Marta Holm' } };
    await world.ports.store.put(renamed, version);
    const { clinicId, platform } = booking;
    const gone = await world.booking('e');
    await world.ports.store.put(
      { type: 'erased', clinicId, platform, uid: 'e', version: gone.version + 1, at, steps: [] },
      gone.version,
    );

    expect(await namesFound(world, 'lind')).toEqual([]);
    expect(await namesFound(world, 'cruz')).toEqual([]);
    expect(await namesFound(world, 'marta')).toEqual(['Marta Holm']);
  });

  test('shows what can be read where a booking cannot', async () => {
    const world = await somebodies();
    world.ports.store.freezeIndexes();
    world.ports.store.plant(keys.booking('rosewater', 'standard', 'b'), '{');
    expect(await namesFound(world, 'garc')).toEqual(['María José García']);
  });

  test('shows twenty of however many, says that there are more, and takes one search and one read for them', async () => {
    const world = await createWorld(at);
    await book(world, { uid: 'a', name: 'Nadia Brook' });
    const stored = await world.booking('a');
    for (let copy = 0; copy < 1_500; copy += 1) {
      await world.ports.store.put({ ...stored, uid: `copy-${copy}` }, 'absent');
    }
    const { found, more } = await ask(world, find, { body: { name: 'brook' } });
    expect([found.length, more]).toEqual([20, true]);

    const counted = countingCalls(world.ports);
    await send(world.process(counted.ports), find, { body: { name: 'brook' } });
    const calls = counted.calls().map(({ name }) => name);
    expect(calls.filter((name) => name.startsWith('store.'))).toEqual(['store.search', 'store.get']);
  });
});

describe('a search', () => {
  test('by four digits finds whose phone ends so, and shows no more of it than these', async () => {
    const answer = await ask(await somebodies(), find, { body: { lastFour: '0103' } });
    expect(answer.found).toEqual([
      {
        ref: expect.any(String),
        name: 'Marta Lindqvist',
        service: 'Microneedling',
        status: 'accepted',
        outcome: 'allowed',
        startAt: formatInstant(at + 300 * hourMs),
        phone: '0103',
      },
    ]);
    expect(answer.more).toBe(false);
  });

  test("finds nothing of another clinic's, also where both keep the same secret", async () => {
    const world = await somebodies();
    const secrets = await world.ports.secrets.ofClinic('rosewater');
    if (secrets === undefined) throw new Error('the world has no secrets');
    await world.ports.store.put({ ...world.clinic, id: 'larkspur' }, 'absent');
    world.ports.secrets.set('larkspur', secrets);
    const elsewhere = { token: tokenFor('manager', { clinicId: 'larkspur' }), clinicId: 'larkspur' };

    for (const body of [{ lastFour: '0103' }, { name: 'marta' }, { name: 'lindqvist' }]) {
      expect((await ask(world, find, { ...as('manager'), body })).found).toHaveLength(1);
      expect((await ask(world, find, { ...elsewhere, body })).found).toEqual([]);
    }
  });

  test.each([
    [{}, 'name'],
    [{ name: 'nadia', lastFour: '0101' }, 'name'],
    [{ name: 'n' }, 'name'],
    [{ lastFour: '101' }, 'lastFour'],
    [{ lastFour: '+1212' }, 'lastFour'],
  ])('%j is refused by the name of its field', async (body, path) => {
    const problem = await askInVain(await createWorld(at), find, { body });
    expect(problem).toMatchObject({ status: 422, errors: [{ path }] });
  });
});
