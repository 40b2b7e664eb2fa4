/** The table is put back to a time before an erasure: after the command nothing says who it was, as before, and nobody else is gone. */
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { rowOf } from '../../../functions/adapters/dynamodb-rows.ts';
import { eraseClient } from '../../../functions/workflow/erasure/erase-client.ts';
import { createPolicies } from '../../../functions/workflow/policies.ts';
import { importErasures } from '../../../operations/restore/import-erasures.ts';
import type { Ports } from '../../../shared/ports.ts';
import { keys } from '../../../shared/store/item.ts';
import { dayMs, hourMs, minuteMs } from '../../../shared/time/instant.ts';
import { crashingPorts } from '../../memory/crashing-ports.ts';
import {
  asSeen,
  atDesk,
  book,
  bookedWorld,
  contactAt,
  everything,
  mara,
  phone,
  place,
  traces,
} from '../../workflow/clients/acting.ts';
import {
  contactsOf,
  goOn,
  importDeliveriesFrom,
  importFrom,
  restore,
  resume,
} from '../../workflow/restore/restoring.ts';
import { standardBooking } from '../../world/bodies.ts';
import { backupOf, restoredWorld } from '../../world/restored-world.ts';
import type { World } from '../../world/world.ts';

const client = new DynamoDBClient({ region: 'us-east-1' });
const dynamodb = mockClient(client);
beforeEach(() => dynamodb.reset());

const course = { backupAt: '2026-11-17T12:00:00Z', restoredAt: '2026-11-21T15:00:00Z' };
const later = { uid: 'visit-2', start: '2027-01-11T15:00:00Z' };
const daughter = {
  uid: 'visit-9',
  start: '2026-12-15T15:00:00Z',
  client: { name: 'Iris Brook', email: 'iris@example.com' },
};

/** The command, over the restored world's own table. */
async function run(before: World, { ports }: World, other: Ports = ports) {
  dynamodb.on(ScanCommand, { TableName: 'before' }).callsFake(({ ExpressionAttributeValues }) => {
    const items = before.ports.store.items();
    const asked = items.filter(({ type }) => type === ExpressionAttributeValues[':type'].S);
    return { Items: asked.map((item) => rowOf(item, [], 'mark')) };
  });
  const deps = { ...other, policies: createPolicies(other.store) };
  const [out, err]: [string[], string[]] = [[], []];
  const io = { print: (line: string) => out.push(line), complain: (line: string) => err.push(line) };
  return { code: await importErasures(client, deps, 'before', io), out, err };
}

async function erase(world: World, ports: Ports = world.ports): Promise<void> {
  const asked = { name: 'Nadia Brook', ...(await asSeen(world)) };
  const acted = await eraseClient(atDesk(ports), mara, place, asked, world.ports.clock.now());
  expect(acted.acted).toBe('done');
}

/** One visit more is booked after the point, then the client is erased. */
async function erasedSince(world: World): Promise<void> {
  await world.advanceTo('2026-11-18T15:00:00Z');
  await book(world, { uid: 'visit-3', start: '2027-02-01T15:00:00Z' });
  await world.advanceTo('2026-11-18T18:00:00Z');
  await erase(world);
}

async function comeBack(...more: Parameters<typeof bookedWorld>) {
  const before = await bookedWorld(later, ...more);
  const restored = await restore(before, { ...course, between: erasedSince });
  expect(restored.ports.store.items()).not.toEqual([]);
  return { before, restored };
}

/** What stands at the clients' keys, whatever number of puts it took. */
function records({ ports }: World) {
  const erased = ports.store.items().filter((item) => item.type === 'erased');
  return erased.map(({ version: _version, ...record }) => record).sort((a, b) => (a.uid < b.uid ? -1 : 1));
}

describe('Who was erased after the point of the restore', () => {
  test('is gone again, with the record of before in place of each booking', async () => {
    const { before, restored } = await comeBack();
    expect([traces(before), traces(restored).length]).toEqual([[], 4]);
    expect(await run(before, restored)).toEqual({
      code: 0,
      out: ['3 erased bookings looked at, 3 taken over; 0 erasures were under way.'],
      err: [],
    });
    expect(traces(restored)).toEqual([]);
    expect(records(restored)).toEqual(records(before));
    expect(records(restored).map(({ uid }) => uid)).toEqual(['visit-1', 'visit-2', 'visit-3']);
    const pages = restored.ports.store.items().filter((item) => item.type === 'page');
    expect(pages.every(({ expiresAt }) => expiresAt <= restored.ports.clock.now())).toBe(true);
  });

  test('does not come back by what is taken over afterwards, and is not texted', async () => {
    const { before, restored } = await comeBack();
    await run(before, restored);
    await importFrom(before, restored);
    await importDeliveriesFrom(before, restored);
    await resume(restored);
    const at = restored.ports.clock.now();
    const told = standardBooking({ at, type: 'booking.rescheduled', uid: 'visit-3', start: later.start });
    expect(await restored.post('standard', told)).toMatchObject({ body: { status: 'stale' } });
    await restored.advanceTo('2027-02-03T15:00:00Z');
    expect([traces(restored), restored.texts()]).toEqual([[], []]);
  });

  test('is gone as well where contacts were taken over first', async () => {
    const { before, restored } = await comeBack();
    await importFrom(before, restored);
    await importDeliveriesFrom(before, restored);
    await run(before, restored);
    expect(traces(restored)).toEqual([]);
  });

  test('is gone from what the indexes do not show yet a few minutes later', async () => {
    const { before, restored } = await comeBack();
    restored.ports.store.freezeIndexes();
    await run(before, restored);
    await restored.advanceTo(restored.ports.clock.now() + minuteMs);
    expect(traces(restored)).not.toEqual([]);
    restored.ports.store.thawIndexes();
    await restored.advanceTo(restored.ports.clock.now() + hourMs);
    expect(traces(restored)).toEqual([]);
  });

  test('leaves whoever shares the number: their visit, their texts and the number', async () => {
    const { before, restored } = await comeBack(daughter);
    await run(before, restored);
    await importFrom(before, restored);
    await goOn(restored);
    expect(everything(restored)).not.toContain('Nadia');
    const { phoneKey = '', client: iris } = await restored.booking('visit-9');
    expect([iris.name, (await contactAt(restored, phoneKey))?.phone]).toEqual(['Iris Brook', phone]);
    await restored.advanceTo('2026-12-20T15:00:00Z');
    expect(restored.texts().length).toBeGreaterThan(0);
  });

  test('takes along nobody whose name the booking bore at the point', async () => {
    const before = await bookedWorld({ client: daughter.client }, daughter);
    const restored = await restore(before, {
      ...course,
      between: async (world) => {
        await world.advanceTo('2026-11-18T15:00:00Z');
        const at = world.ports.clock.now();
        const moved = standardBooking({ type: 'booking.rescheduled', at, start: later.start });
        await world.post('standard', moved);
        await erase(world);
      },
    });
    expect((await restored.booking('visit-1')).client.name).toBe('Iris Brook');
    await run(before, restored);
    expect(records(restored).map(({ uid }) => uid)).toEqual(['visit-1']);
    expect((await restored.booking('visit-9')).client.name).toBe('Iris Brook');
  });

  test('is gone from a number that only a booking knew which was being joined with another', async () => {
    const before = await bookedWorld({ ...later, client: { phone: '+12125550155' } });
    const restored = await restore(before, { ...course, between: erasedSince });
    const carry = await restored.booking('visit-1');
    const version = carry.version + 1;
    const carriedSince = restored.ports.clock.now();
    const alias = { ...place, target: 'visit-2', version, carry, carriedSince, expiresAt: carry.endAt };
    await restored.ports.store.put({ type: 'alias', ...alias }, carry.version);
    await run(before, restored);
    expect([traces(restored), contactsOf(restored).length]).toEqual([[], 2]);
    expect(records(restored)).toEqual(records(before));
  });

  test('is told of by numbers only', async () => {
    const { before, restored } = await comeBack();
    restored.ports.store.plant(keys.booking('rosewater', 'standard', 'visit-2'), { type: 'booking' });
    const { out, err } = await run(before, restored);
    expect([...out, ...err].join(' ')).not.toMatch(/Nadia|visit-|2125550117/);
  });
});

describe('An erasure that the table before was not through with', () => {
  test('goes on, also for what came only after its first look', async () => {
    const before = await bookedWorld(later);
    const restored = await restore(before, {
      ...course,
      between: async (world) => {
        await world.advanceTo('2026-11-21T14:50:00Z');
        await erase(world);
      },
    });
    await run(before, restored);
    expect(traces(restored)).toEqual([]);
    // Held up on its way from the platform.
    await book(restored, { uid: 'visit-4', at: '2026-11-20T15:00:00Z' });
    expect(traces(restored)).not.toEqual([]);
    await restored.advanceTo(restored.ports.clock.now() + dayMs + hourMs);
    expect(traces(restored)).toEqual([]);
    const items = restored.ports.store.items();
    expect((await run(before, restored)).out).toEqual([
      '2 erased bookings looked at, 0 taken over; 1 erasures were under way.',
    ]);
    expect(restored.ports.store.items()).toEqual(items);
  });

  test('and that had not removed anything yet is carried out', async () => {
    const before = await bookedWorld(later);
    const restored = await restore(before, {
      ...course,
      between: async (world) => {
        await world.advanceTo('2026-11-21T14:59:59Z');
        await eraseAndDieOnceBegun(world);
      },
    });
    expect(traces(before)).not.toEqual([]);
    await run(before, restored);
    expect(traces(restored)).toEqual([]);
  });
});

/** The job is stored, nothing else is done. */
async function eraseAndDieOnceBegun(world: World): Promise<void> {
  const isBegun = () =>
    world.ports.store.items().some((item) => item.type === 'job' && item.work === 'erase');
  for (let point = 0; !isBegun(); point += 1) {
    const { ports, run: live } = crashingPorts(world.ports, point);
    expect(await live(() => erase(world, ports))).toMatchObject({ crashed: true });
  }
}

describe('The command', () => {
  test('done again changes nothing', async () => {
    const { before, restored } = await comeBack(daughter);
    await run(before, restored);
    const items = restored.ports.store.items();
    const again = await run(before, restored);
    expect(again.out).toEqual(['3 erased bookings looked at, 0 taken over; 0 erasures were under way.']);
    expect(restored.ports.store.items()).toEqual(items);
  });

  test('that died anywhere is done again to the end', async () => {
    const { before, restored } = await comeBack();
    const backup = backupOf(restored);
    for (let point = 0; ; point += 3) {
      const world = await restoredWorld(restored, backup);
      const { ports, run: live } = crashingPorts(world.ports, point);
      const outcome = await live(() => run(before, world, ports));
      expect((await run(before, world)).code).toBe(0);
      expect([point, traces(world), records(world)]).toEqual([point, [], records(before)]);
      if (!outcome.crashed) break;
      expect(point).toBeLessThan(600);
    }
  });

  test('says what cannot be read, and erases the rest', async () => {
    const { before, restored } = await comeBack();
    restored.ports.store.plant(keys.booking('rosewater', 'standard', 'visit-2'), { type: 'booking' });
    const { code, err } = await run(before, restored);
    expect([code, err]).toEqual([1, [expect.stringMatching(/^1 times something cannot be read/)]]);
    expect(records(restored).map(({ uid }) => uid)).toEqual(['visit-1', 'visit-3']);
  });

  test('keeps that who said STOP is not texted', async () => {
    const before = await bookedWorld(later);
    const restored = await restore(before, {
      ...course,
      between: async (world) => {
        await world.reply(phone, 'REVOKE');
        await erasedSince(world);
      },
    });
    await run(before, restored);
    await importFrom(before, restored);
    const [contact] = contactsOf(restored);
    expect(contact).toMatchObject({ optedOut: { source: 'text' }, slots: [], replies: [] });
    expect(contact).not.toHaveProperty('phone');
  });
});
