/** What is to be done about a booking: the list's line and the booking's page say the same, and never what does not fit. */
import { describe, expect, test } from 'vitest';
import { type ActName, actNames } from '../../shared/api/manager/act-name.ts';
import type { Role } from '../../shared/api/manager/role.ts';
import { suggestedActs } from '../../shared/booking/suggested-acts.ts';
import { attentionKinds } from '../../shared/store/item.ts';
import { dayMs, hourMs, minuteMs } from '../../shared/time/instant.ts';
import { actHints, hintsOf } from '../../web/attention/hints.ts';
import { arrangeActs } from '../../web/booking/act-words.ts';
import { fineAnswers, standardBooking } from '../world/bodies.ts';
import { createWorld, instantOf, type World } from '../world/world.ts';
import { anAct, as, ask } from './asking.ts';

const list = 'GET /v1/manager/clinics/{clinicId}/attention';
const page = 'GET /v1/manager/clinics/{clinicId}/bookings/{booking}';
const at = instantOf('2026-11-16T15:00:00Z');
const recentBotox = { ...fineAnswers, 'last-botox': '2026-11-10' };

interface Booked {
  answers?: Record<string, unknown>;
  days?: number;
  more?: Record<string, unknown>;
}

async function worldWith({ days = 10, ...data }: Booked): Promise<World> {
  const world = await createWorld(at);
  await world.post('standard', standardBooking({ at, start: at + days * dayMs, ...data }));
  return world;
}

async function linesOf(world: World, role: Role, tab: 'ahead' | 'past' = 'ahead') {
  const { rows } = await ask(world, list, { ...as(role), query: { tab } });
  const seen = await ask(world, page, as(role));
  const [row] = rows;
  if (row?.row !== 'booking') throw new Error('expected a booking on the list');
  expect(seen.suggested).toEqual(row.suggested);
  return { why: row.why, hints: hintsOf(row, role, world.ports.clock.now()), ...arrangeActs(seen) };
}

describe('what is to be done', () => {
  test.each(attentionKinds)('of "%s" is what the page offers first', async (kind) => {
    const world = await worldWith({ answers: recentBotox });
    const booking = await world.booking('visit-1');
    for (const hasBegun of [false, true]) {
      const now = hasBegun ? booking.startAt + minuteMs : at;
      for (const other of attentionKinds) {
        const kinds = attentionKinds.filter((one) => one === kind || one === other);
        const suggested = suggestedActs(booking, kinds, actNames, now);
        const row = {
          row: 'booking',
          ref: 'r',
          name: 'Ana',
          service: 's',
          status: 'accepted',
          startAt: new Date(booking.startAt).toISOString(),
          kinds,
          why: '',
          can: [...actNames],
          suggested,
        } as const;
        const [hint] = hintsOf({ ...row, can: [...row.can] }, 'clinician', now);
        const { buttons, menu, isFirstMain } = arrangeActs({ can: [...actNames], suggested, questions: [] });

        expect([...buttons, ...menu].toSorted()).toEqual([...actNames].toSorted());
        expect(isFirstMain).toBe(suggested.length > 0);
        expect(suggested.every((act) => actHints[act] !== undefined)).toBe(true);
        if (suggested.length > 0) expect(hint).toBe(hintOf(buttons[0]));
      }
    }
  });

  test('of a block until a date is to send the date, and once the client has it no more', async () => {
    const world = await worldWith({ answers: recentBotox, days: 5 });
    const unsaid = await world.booking('visit-1');
    await world.advanceTo('2026-11-16T17:00:00Z');
    const said = await world.booking('visit-1');

    const acts: ActName[] = ['send-earliest-date', 'approve-findings', 'ask-again'];
    expect(suggestedActs(unsaid, ['blocked'], acts, at)).toEqual(acts);
    expect(suggestedActs(said, ['blocked'], acts, at)).toEqual(['approve-findings', 'ask-again']);
    expect(await linesOf(world, 'manager')).toMatchObject({
      hints: ['Approve'],
      buttons: ['approve-findings', 'send-earliest-date'],
    });
  });

  test('of a block that another answer clears is to ask again', async () => {
    const world = await worldWith({ answers: { ...fineAnswers, 'active-infection': true } });

    expect(await linesOf(world, 'manager')).toMatchObject({
      hints: ['Ask again', 'Approve'],
      isFirstMain: true,
    });
  });

  test('of what is reserved says so to who may not', async () => {
    const world = await worldWith({ answers: { ...fineAnswers, diabetes: true } });

    const { hints, buttons, menu, isFirstMain } = await linesOf(world, 'manager');
    expect({ hints, buttons, isFirstMain }).toEqual({
      hints: ['For a clinician'],
      buttons: [],
      isFirstMain: false,
    });
    expect(menu).toContain('record-answers');
    expect((await linesOf(world, 'clinician')).hints).toEqual(['Record a clearance', 'Approve']);
    expect((await linesOf(world, 'viewer')).hints).toEqual([]);
  });

  test('once the visit has begun is to say what became of it', async () => {
    const world = await worldWith({ answers: recentBotox, days: 1 });
    world.ports.clock.advance(dayMs + hourMs);

    expect(await linesOf(world, 'manager')).toMatchObject({ hints: ['Mark the visit'], isFirstMain: true });
    world.ports.clock.advance(dayMs);
    expect((await linesOf(world, 'manager', 'past')).hints).toEqual(['Mark the visit']);
  });

  test('with a booking that its platform holds back is done there, while it is ahead', async () => {
    const world = await worldWith({ more: { status: 'pending' }, days: 1 });
    await world.advanceTo(at + 13 * hourMs);

    expect((await linesOf(world, 'manager')).hints).toEqual(['Confirm or decline it on the platform']);
    await world.advanceTo(at + 2 * dayMs);
    expect(await linesOf(world, 'manager', 'past')).toMatchObject({
      hints: ['Mark the visit'],
      why: expect.stringMatching(/^The time of the visit is over/),
    });
  });

  test('with a stop that staff set is to reach the client, or to lift it', async () => {
    const world = await worldWith({ answers: recentBotox });
    const { version } = await ask(world, page);
    const stop = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/stop-texts';
    await ask(world, stop, { body: anAct({ version }) });

    const { buttons } = await linesOf(world, 'manager');
    expect(buttons).toContain('allow-texts');
  });
});

function hintOf(act: ActName | undefined): string | undefined {
  return act === undefined ? undefined : actHints[act];
}
