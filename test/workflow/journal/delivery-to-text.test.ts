/** From a webhook to the texts it led to, over the lines as they are written: one condition finds them all. */
import { describe, expect, test } from 'vitest';
import { lambdaJournal } from '../../../functions/adapters/lambda-journal.ts';
import type { Ports } from '../../../shared/ports.ts';
import { hourMs, minuteMs } from '../../../shared/time/instant.ts';
import { httpEvent } from '../../http/event.ts';
import { standardBooking } from '../../world/bodies.ts';
import { createWorld, instantOf, type World, webhookEvent } from '../../world/world.ts';

const at = instantOf('2026-11-16T15:00:00Z');
const start = '2026-12-14T15:00:00Z';

type Line = Record<string, unknown>;

/** The world's events as lines of the journal on AWS. */
function linesOf({ ports }: World): Line[] {
  const lines: Line[] = [];
  const settings = { clock: ports.clock, stage: 'dev', functionName: 'any', invocation: () => ({}) };
  const journal = lambdaJournal({ ...settings, write: (line) => lines.push(JSON.parse(line)) });
  for (const event of ports.journal.events()) journal.note(event);
  return lines;
}

/** As `filter delivery = "..."` of a query does. */
function joined(lines: readonly Line[], field: string, value: unknown): unknown[] {
  return lines.filter((line) => line[field] === value).map(({ event }) => event);
}

function deliveriesOf(lines: readonly Line[]): unknown[] {
  return lines.filter(({ event }) => event === 'delivery-received').map(({ delivery }) => delivery);
}

test('one webhook and one fire: all lines have its delivery, and those of the booking its id', async () => {
  const world = await createWorld(at);
  await world.post('standard', standardBooking({ at, start }));
  await world.advanceTo(at + 10 * minuteMs);
  const lines = linesOf(world);
  const [delivery] = deliveriesOf(lines);
  expect(joined(lines, 'delivery', delivery)).toEqual([
    'delivery-received',
    'booking-decided',
    'delivery-answered',
    'text-sent',
  ]);
  expect(joined(lines, 'bookingId', 'standard:visit-1')).toEqual([
    'booking-decided',
    'delivery-answered',
    'text-sent',
  ]);
});

test('a reschedule: what it leads to has its delivery, what came before keeps its own', async () => {
  const world = await createWorld(at);
  await world.post('standard', standardBooking({ at, start }));
  await world.advanceTo(at + hourMs);
  const moved = { type: 'booking.rescheduled', at: at + hourMs, start: '2026-12-15T15:00:00Z' };
  await world.post('standard', standardBooking(moved));
  await world.advanceTo(at + 2 * hourMs);
  const lines = linesOf(world);
  const [created, rescheduled] = deliveriesOf(lines);
  const textsOf = (delivery: unknown) =>
    lines.filter((line) => line.event === 'text-sent' && line.delivery === delivery).map(({ step }) => step);
  expect(created).not.toEqual(rescheduled);
  expect(textsOf(created)).toEqual([expect.stringMatching(/^booked/)]);
  expect(textsOf(rescheduled)).toEqual([expect.stringMatching(/^new-time/)]);
});

test('a delivery that is ignored or refused has an answer of its own', async () => {
  const world = await createWorld(at);
  await world.post('standard', { type: 'invoice.paid', timestamp: '2026-11-16T15:00:00Z' });
  await world.post('standard', { type: 'booking.created', timestamp: '2026-11-16T15:00:00Z' });
  const lines = linesOf(world);
  for (const delivery of deliveriesOf(lines)) {
    expect(joined(lines, 'delivery', delivery)).toEqual(['delivery-received', 'delivery-answered']);
  }
  expect(lines.map(({ status }) => status).filter((status) => status !== undefined)).toEqual([
    'ignored',
    'refused',
  ]);
});

describe("a client's page", () => {
  async function screenedWorld(): Promise<{ world: World; path: string }> {
    const world = await createWorld(at);
    await world.post('standard', standardBooking({ at, start, answers: {} }));
    await world.advanceTo(at + hourMs);
    return { world, path: `/s/${(await world.booking('visit-1')).pages.screening}` };
  }

  test('is opened, sent and closed in lines of the booking, without its token', async () => {
    const { world, path } = await screenedWorld();
    const { pages } = world.process();
    const before = linesOf(world).length;
    await pages(httpEvent({ method: 'GET', path }));
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await pages(httpEvent({ method: 'POST', path, headers, body: 'pregnant=no' }));
    await world.advanceTo('2026-12-14T16:00:00Z');
    await pages(httpEvent({ method: 'GET', path }));
    const lines = linesOf(world).slice(before);
    const ofPages = lines.filter(({ event }) => /^(page|screening)-/.test(String(event)));
    expect(ofPages).toEqual([
      expect.objectContaining({ event: 'page-opened', bookingId: 'standard:visit-1' }),
      expect.objectContaining({ event: 'screening-submitted', bookingId: 'standard:visit-1' }),
      expect.objectContaining({
        event: 'page-refused',
        reason: 'visit-past',
        bookingId: 'standard:visit-1',
      }),
    ]);
    expect(JSON.stringify(lines)).not.toContain(path.slice('/s/'.length));
  });
});

test('a delivery that could not be finished is joined to its booking by the one that finishes it', async () => {
  const world = await createWorld(at);
  let isBroken = true;
  const { put } = world.ports.store;
  const store: Ports['store'] = {
    ...world.ports.store,
    put: async (item, ...rest) => {
      if (isBroken && item.type === 'booking') throw new TypeError('broken');
      return put(item, ...rest);
    },
  };
  const process = world.process({ ...world.ports, store });
  await process.webhook(webhookEvent('rosewater', 'standard', standardBooking({ at, start }), at));
  isBroken = false;
  await world.advanceTo(at + 30 * minuteMs);
  const lines = linesOf(world);
  const [delivery] = deliveriesOf(lines);
  expect(joined(lines, 'delivery', delivery)).toEqual(
    expect.arrayContaining(['delivery-received', 'item-put-back', 'delivery-answered', 'text-sent']),
  );
});
