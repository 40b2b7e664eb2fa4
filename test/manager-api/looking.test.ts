/** What staff look up: who they are, a day's sheet, and one booking whole. */
import { describe, expect, test } from 'vitest';
import type { Erased } from '../../shared/booking/key-space.ts';
import { referenceOf } from '../../shared/booking/reference.ts';
import { keys } from '../../shared/store/item.ts';
import { dayMs, formatInstant, hourMs, parseInstant } from '../../shared/time/instant.ts';
import { fineAnswers, standardBooking } from '../world/bodies.ts';
import { createWorld, instantOf, type World } from '../world/world.ts';
import { as, ask, askInVain } from './asking.ts';

const at = instantOf('2026-11-16T15:00:00Z');
const page = 'GET /v1/manager/clinics/{clinicId}/bookings/{booking}';
const day = 'GET /v1/manager/clinics/{clinicId}/day';

interface Booked {
  uid: string;
  name?: string;
  phone?: string;
  hours?: number;
  answers?: Record<string, unknown>;
  more?: Record<string, unknown>;
}

async function book(world: World, { uid, name, phone, hours = 240, answers, more }: Booked): Promise<void> {
  const now = world.ports.clock.now();
  const client = {
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    email: `${uid}@example.com`,
  };
  const start = now + hours * hourMs;
  const { status } = await world.post(
    'standard',
    standardBooking({ at: now, start, uid, client, ...(answers && { answers }), ...(more && { more }) }),
  );
  expect(status).toBe(200);
}

test('the clinic says who is signed in, where, and what can be booked', async () => {
  const world = await createWorld(at);
  expect(await ask(world, 'GET /v1/manager/me', as('clinician', 'clea'))).toEqual({
    you: { name: 'clea', role: 'clinician' },
    clinic: {
      id: 'rosewater',
      brand: 'Rosewater Skin',
      zone: 'America/New_York',
      language: 'en',
      status: 'active',
      treatments: [
        { id: 'microneedling', title: 'Microneedling' },
        { id: 'botox', title: expect.stringContaining('Botox') },
      ],
    },
    now: formatInstant(at),
  });
});

describe("a day's sheet", () => {
  test("has the clinic's own day by start, with what the technician must know and nothing that was called off", async () => {
    const world = await createWorld(at);
    const careful = { ...fineAnswers, 'blood-thinners': true, 'physician-care': true };
    await book(world, { uid: 'noon', name: 'Noor Haddad', hours: 2, answers: careful });
    await book(world, { uid: 'eve', name: 'Eve Lang', phone: '+12125550120', hours: 10 });
    await book(world, { uid: 'off', name: 'Otto Gone', phone: '+12125550121', hours: 5 });
    await book(world, { uid: 'tomorrow', name: 'Tom Orrow', phone: '+12125550122', hours: 14 });
    await world.post('standard', {
      type: 'booking.cancelled',
      timestamp: formatInstant(at),
      data: { bookingId: 'off', cancelledBy: 'client' },
    });
    const sheet = await ask(world, day);

    expect(sheet.day).toBe('2026-11-16');
    expect(sheet.visits.map(({ name }) => name)).toEqual(['Noor Haddad', 'Eve Lang']);
    const [noor, eve] = sheet.visits;
    expect(noor?.service).toBe('Microneedling');
    expect(noor?.advisories).toEqual([
      expect.stringMatching(/blood thinners/i),
      expect.stringMatching(/physician/i),
    ]);
    expect(eve?.advisories).toEqual([]);
    expect(sheet.general).toEqual([
      { service: 'Microneedling', says: expect.stringMatching(/^Ask on arrival about long sun/) },
    ]);
    expect(sheet.more).toBe(false);
  });

  test('says of a visit that is held back why, and holds no phone, mail or hash', async () => {
    const world = await createWorld(at);
    await book(world, { uid: 'a', hours: 3, answers: { ...fineAnswers, 'pregnant-nursing': true } });
    const sheet = await ask(world, day, { query: { day: '2026-11-16' } });

    expect(sheet.visits[0]).toMatchObject({ outcome: 'blocked', why: expect.stringMatching(/pregnan/i) });
    expect(JSON.stringify(sheet)).not.toMatch(/0117|@|Key/);
  });

  test('names a visit that cannot be read by its time and address: nobody comes unexpected', async () => {
    const world = await createWorld(at);
    await book(world, { uid: 'fine', hours: 2 });
    await book(world, { uid: 'broken', hours: 1, phone: '+12125550120' });
    await book(world, { uid: 'off', hours: 1, phone: '+12125550121' });
    await world.post('standard', {
      type: 'booking.cancelled',
      timestamp: formatInstant(at),
      data: { bookingId: 'off', cancelledBy: 'client' },
    });
    world.ports.store.freezeIndexes();
    for (const uid of ['broken', 'off']) {
      world.ports.store.plant(keys.booking('rosewater', 'standard', uid), '{');
    }
    const sheet = await ask(world, day);

    expect(sheet.visits).toHaveLength(1);
    expect(sheet.unreadable).toEqual([
      {
        ref: referenceOf({ platform: 'standard', uid: 'broken' }),
        startAt: formatInstant(at + hourMs),
      },
    ]);
  });

  test.each([
    ['that there is not', '2026-02-30'],
    ['before the years of visits', '1999-12-31'],
    ['after them', '2100-01-01'],
    ['after which no calendar goes on', '9999-12-31'],
  ])('a day %s is refused', async (_, asked) => {
    const problem = await askInVain(await createWorld(at), day, { query: { day: asked } });
    expect(problem).toMatchObject({ status: 422, errors: [{ path: 'day' }] });
  });

  test.each(['2000-01-01', '2099-12-31'])('%s is a day like any other', async (asked) => {
    expect((await ask(await createWorld(at), day, { query: { day: asked } })).visits).toEqual([]);
  });

  test('a day nobody comes is empty, over a change of the clocks too', async () => {
    const sheet = await ask(await createWorld(at), day, { query: { day: '2026-11-01' } });
    expect(sheet).toEqual({ day: '2026-11-01', visits: [], general: [], unreadable: [], more: false });
  });
});

describe("a booking's page", () => {
  test('says of each finding where it comes from, from when it passes and who may approve it', async () => {
    const world = await createWorld(at);
    await book(world, {
      uid: 'visit-1',
      hours: 72,
      answers: { ...fineAnswers, 'last-botox': '2026-11-10', 'pregnant-nursing': true, diabetes: true },
    });
    const { findings, booking, version } = await ask(world, page);

    expect(booking.decision?.outcome).toBe('blocked');
    expect(version).toBe((await world.booking('visit-1')).version);
    expect(findings.map(({ id }) => id)).toEqual(booking.decision?.findings.map(({ id }) => id));
    expect(findings.at(-1)?.id).toBe('sun-exposure|always');
    for (const { source } of findings)
      expect(source).toMatch(/^(Microneedling 101, "|Beyond the source: |The gate's own)/);
    expect(findings.some(({ overridableBy }) => overridableBy === 'clinician')).toBe(true);
    expect(findings.some(({ isClearance }) => isClearance)).toBe(true);
  });

  test('has the open questions in words, with what could not be read', async () => {
    const world = await createWorld(at);
    await book(world, {
      uid: 'visit-1',
      answers: { ...fineAnswers, 'last-botox': 'a while ago <script>', diabetes: undefined },
    });
    const { questions, questionTexts } = await ask(world, page);
    const open = questions.filter((question) => question.open);
    const byId = new Map(open.map((question) => [question.id, question]));

    expect([...byId.keys()].sort()).toEqual(['diabetes', 'last-botox']);
    expect(questions.slice(0, open.length)).toEqual(open);
    expect(byId.get('last-botox')).toMatchObject({ type: 'date', unreadable: 'a while ago <script>' });
    expect(byId.get('diabetes')).toBeDefined();
    expect(byId.get('diabetes')).not.toHaveProperty('unreadable');
    expect(byId.get('diabetes')).not.toHaveProperty('askedAgainAt');
    expect(questionTexts['last-botox']).toMatch(/Botox/);
  });

  test('says of answers that are asked again since when, and what they were', async () => {
    const world = await createWorld(at);
    await book(world, { uid: 'visit-1', hours: 30, answers: fineAnswers });
    await world.advanceTo(world.ports.clock.now() + 8 * hourMs);
    const saidAt = formatInstant(world.ports.clock.now());
    await world.reply('+12125550117', '2');
    const { questions, booking } = await ask(world, page);
    const open = new Map(questions.filter((one) => one.open).map((one) => [one.id, one]));

    expect(open.get('last-botox')).toMatchObject({ askedAgainAt: saidAt });
    expect(booking.answers.find(({ question }) => question === 'last-botox')).toMatchObject({
      says: 'never',
    });
  });

  test('has the answered ones as well, so that "write down answers" is never an empty form', async () => {
    const world = await createWorld(at);
    await book(world, { uid: 'visit-1', answers: fineAnswers });
    const { questions, can } = await ask(world, page);

    expect(can).toContain('record-answers');
    expect(questions.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(fineAnswers)));
    expect(questions.some(({ open }) => open)).toBe(false);
    expect(
      questions.flatMap(({ id, onlyAfter = '' }) => (onlyAfter === '' ? [] : [[onlyAfter, id]])),
    ).toEqual([
      ['uses-retinoids', 'retinoid-last-use'],
      ['uses-strong-actives', 'strong-actives-last-use'],
    ]);
  });

  test('tells what happened, oldest first: delivery, verdict, texts with how far they got, replies', async () => {
    const world = await createWorld(at);
    await book(world, { uid: 'visit-1', hours: 40 });
    await world.advanceTo(at + 17 * hourMs);
    await world.reply('+12125550117', '1');
    world.ports.clock.advance(hourMs);
    await world.reply('+12125550117', '2');
    const { timeline } = await ask(world, page);
    const kinds = timeline.map(({ kind }) => kind);

    expect(timeline[0]).toMatchObject({ kind: 'delivery', says: 'Booked on its platform' });
    expect(kinds).toContain('decision');
    expect(timeline.filter(({ kind }) => kind === 'text').map(({ status }) => status)).toContain('sent');
    const changed = timeline.findIndex(({ says }) => says === 'The client said that something changed');
    expect(timeline.slice(changed + 1)).toContainEqual(
      expect.objectContaining({ kind: 'text', says: 'Link to the questions, in answer', status: 'sent' }),
    );
    expect(timeline.map((one) => one.at)).toEqual(timeline.map((one) => one.at).toSorted());
  });

  test('draws what is ahead between the hours in which no text goes out', async () => {
    const world = await createWorld(at);
    await book(world, { uid: 'visit-1', hours: 24 * 20 });
    const { agenda } = await ask(world, page);
    const quietAt = (instant: string) =>
      agenda.quiet.some(({ from, until }) => from <= instant && instant < until);

    expect(agenda.from).toBe(formatInstant(at));
    expect(agenda.until > formatInstant(at + 20 * dayMs)).toBe(true);
    const texts = agenda.steps.filter(({ kind }) => kind === 'text');
    expect(texts.length).toBeGreaterThan(3);
    for (const text of texts) expect(quietAt(text.at)).toBe(false);
    expect(quietAt('2026-11-17T03:00:00.000Z')).toBe(true);
    expect(quietAt('2026-11-17T15:00:00.000Z')).toBe(false);
    const edges = agenda.quiet.flatMap(({ from, until }) => [
      parseInstant(from) ?? 0,
      parseInstant(until) ?? 0,
    ]);
    expect(edges).toEqual(edges.toSorted((a, b) => a - b));
  });

  test('draws what is overdue where it goes: now', async () => {
    const world = await createWorld(at);
    await book(world, { uid: 'visit-1' });
    world.ports.clock.advance(hourMs);
    const { agenda } = await ask(world, page);

    expect(agenda.steps[0]?.at).toBe(agenda.from);
    expect(agenda.from).toBe(formatInstant(at + hourMs));
  });

  test('is found by an older uid, and is nothing where nothing or somebody erased stands', async () => {
    const world = await createWorld(at);
    await book(world, { uid: 'old' });
    const moved = standardBooking({
      at: at + hourMs,
      type: 'booking.rescheduled',
      uid: 'new',
      previousUid: 'old',
      start: at + 12 * dayMs,
    });
    world.ports.clock.advance(hourMs);
    await world.post('standard', moved);
    const byOld = await ask(world, page, { uid: 'old' });
    const byNew = await ask(world, page, { uid: 'new' });

    expect(byOld).toEqual(byNew);
    expect((await askInVain(world, page, { uid: 'nobody' })).status).toBe(404);
    for (const booking of ['..', 'A', '%', 'x'.repeat(400)]) {
      expect((await askInVain(world, page, { booking })).status).toBe(404);
    }
    const erased: Erased = {
      type: 'erased',
      clinicId: 'rosewater',
      platform: 'standard',
      uid: 'gone',
      version: 1,
      at,
      steps: [],
    };
    await world.ports.store.put(erased, 'absent');
    expect((await askInVain(world, page, { uid: 'gone' })).status).toBe(404);
  });

  test('of a booking that cannot be read is no failure', async () => {
    const world = await createWorld(at);
    world.ports.store.plant('booking#rosewater#standard#broken', '{');
    expect((await askInVain(world, page, { uid: 'broken' })).status).toBe(404);
  });

  test('offers a viewer nothing, and shows the phone to nobody unasked', async () => {
    const world = await createWorld(at);
    await book(world, { uid: 'visit-1', answers: { ...fineAnswers, 'pregnant-nursing': true } });
    const seen = await ask(world, page, as('viewer'));
    const acted = await ask(world, page, as('clinician'));

    expect([seen.can, seen.resendable]).toEqual([[], []]);
    expect(acted.can).toContain('approve-findings');
    for (const one of [seen, acted]) expect(JSON.stringify(one)).not.toContain('2125550117');
  });
});
