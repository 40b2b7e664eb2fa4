/** What a fire, a reply and a page ask of the world, counted. */
import { describe, expect, test } from 'vitest';
import { standardBooking } from '../../world/bodies.ts';
import { inboundEvent, instantOf } from '../../world/world.ts';
import { arrival, send } from '../deliveries/posting.ts';
import { fineForm, open, screeningToken, submit } from '../pages/visiting.ts';
import { type Counted, type Figure, figureOf, warmWorld } from './counted.ts';

const at = instantOf(arrival);
const start = '2026-12-14T15:00:00Z';
const phone = '+12125550117';
const key = 'booking#rosewater#standard#visit-1';

async function booked(answers?: Record<string, unknown>): Promise<Counted> {
  const counted = await warmWorld();
  const body = standardBooking({ at, start, ...(answers === undefined ? {} : { answers }) });
  await send(counted.process, { body, at });
  return counted;
}

/** One fire of the booking's timer at an instant; everything before it has happened. */
async function fireAt({ world, process, count }: Counted, instant: string): Promise<Figure> {
  await world.advanceTo(instantOf(instant) - 1_000);
  world.ports.clock.set(instantOf(instant));
  const fire = () => process.followUp({ v: 1, key, scheduled: instant });
  return figureOf(await count(fire));
}

function reply({ world, process, count }: Counted, body: string): Promise<string[]> {
  world.ports.clock.advance(60_000);
  const now = world.ports.clock.now();
  const event = inboundEvent({
    from: phone,
    to: world.clinic.smsNumber,
    body,
    at: now,
    id: `${body}-${now}`,
  });
  return count(() => process.inboundText(event));
}

describe('a fire', () => {
  test('that finds nothing due reads, and writes nothing', async () => {
    expect(await fireAt(await booked(), '2026-11-16T15:01:00Z')).toEqual({ calls: 3, inSequence: 2 });
  });

  test('that looks at the client’s other bookings a second time', async () => {
    expect(await fireAt(await booked(), '2026-11-16T15:02:00Z')).toEqual({ calls: 7, inSequence: 5 });
  });

  test('that sends a text writes down which step it is of before recording it', async () => {
    expect(await fireAt(await booked(), '2026-11-16T15:03:00Z')).toEqual({ calls: 11, inSequence: 10 });
  });

  test('that sends the first text with a link makes its page as well', async () => {
    expect(await fireAt(await booked({}), '2026-11-16T15:03:00Z')).toEqual({ calls: 12, inSequence: 11 });
  });

  test('for a booking that is gone reads twice', async () => {
    const { count, process } = await booked();
    const fire = () => process.followUp({ v: 1, key: 'booking#rosewater#standard#gone', scheduled: arrival });
    expect(await count(fire)).toEqual(['1 store.get', '2 store.get']);
  });
});

describe('a reply', () => {
  test('STOP, with one open booking', async () => {
    expect(figureOf(await reply(await booked(), 'STOP'))).toEqual({ calls: 11, inSequence: 10 });
  });

  test('START after it', async () => {
    const counted = await booked();
    await reply(counted, 'STOP');
    expect(figureOf(await reply(counted, 'START'))).toEqual({ calls: 14, inSequence: 13 });
  });

  test('HELP', async () => {
    expect(figureOf(await reply(await booked(), 'help'))).toEqual({ calls: 7, inSequence: 7 });
  });

  test.each([
    ['1', { calls: 12, inSequence: 10 }],
    ['2', { calls: 16, inSequence: 14 }],
  ])('%s to the day-before text', async (word, figure) => {
    const counted = await booked();
    await counted.world.advanceTo('2026-12-13T14:30:00Z');
    expect(figureOf(await reply(counted, word))).toEqual(figure);
  });

  test('that means nothing to the gate', async () => {
    expect(figureOf(await reply(await booked(), 'see you soon'))).toEqual({ calls: 5, inSequence: 5 });
  });
});

describe('a page', () => {
  test('with a made-up token is one read', async () => {
    const { count, process } = await booked();
    expect(await count(() => open(process, '/s/AAAAAAAAAA'))).toEqual(['1 store.get']);
  });

  test('that shows the form, and one that takes it and shows what it led to', async () => {
    const counted = await booked({});
    await counted.world.advanceTo('2026-11-16T16:00:00Z');
    const token = screeningToken(await counted.world.booking('visit-1'));
    const shown = await counted.count(() => open(counted.process, `/s/${token}`));
    const sent = await counted.count(() => submit(counted.process, token, fineForm));
    expect([figureOf(shown), figureOf(sent)]).toEqual([
      { calls: 5, inSequence: 3 },
      { calls: 20, inSequence: 14 },
    ]);
  });
});
