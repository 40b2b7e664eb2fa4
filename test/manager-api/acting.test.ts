/** What staff do, from the opening list to the client's phone: through the API alone, as the site asks it. */
import { describe, expect, test } from 'vitest';
import { hourMs, minuteMs } from '../../shared/time/instant.ts';
import { fineAnswers, standardBooking } from '../world/bodies.ts';
import { createWorld, instantOf, type World } from '../world/world.ts';
import { anAct, as, ask, askInVain, send } from './asking.ts';

const at = instantOf('2026-11-16T15:00:00Z');
const list = 'GET /v1/manager/clinics/{clinicId}/attention';
const page = 'GET /v1/manager/clinics/{clinicId}/bookings/{booking}';
const approve = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/approve-findings';
const clear = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/record-clearance';
const revealPhone = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/reveal-phone';
const stopTexts = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/stop-texts';
const allowTexts = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/allow-texts';
const exportClient = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/export-client';
const eraseClient = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/erase-client';
const addBooking = 'POST /v1/manager/clinics/{clinicId}/bookings';
const pauseTexts = 'POST /v1/manager/clinics/{clinicId}/pause-texts';
const resumeTexts = 'POST /v1/manager/clinics/{clinicId}/resume-texts';

/** Botox six days before a visit in five days: blocked for eight more, and a manager may approve it. */
const recentBotox = { ...fineAnswers, 'last-botox': '2026-11-10' };
const pregnant = { ...fineAnswers, 'pregnant-nursing': true };

async function worldWith(answers: Record<string, unknown>, client = {}): Promise<World> {
  const world = await createWorld(at);
  await world.post('standard', standardBooking({ at, start: at + 120 * hourMs, answers, client }));
  return world;
}

async function blockingOf(world: World): Promise<{ findings: string[]; version: number }> {
  const { booking, version } = await ask(world, page);
  const blocking = booking.decision?.findings.filter(({ outcome }) => outcome === 'blocked') ?? [];
  return { findings: blocking.map(({ id }) => id), version };
}

describe('a blocked booking', () => {
  test('is found on the list, read, approved, off the list, and its texts go out', async () => {
    const world = await worldWith(recentBotox);
    const [row] = (await ask(world, list)).rows;
    expect(row).toMatchObject({ row: 'booking', kinds: ['blocked'], name: 'Nadia Brook' });
    if (row?.row !== 'booking') throw new Error('expected a booking');
    expect(row.can).toContain('approve-findings');

    const before = await ask(world, page, { booking: row.ref });
    expect(before.can).toContain('approve-findings');
    expect(before.agenda.steps.map(({ what }) => what)).not.toContain('day-before');
    const { findings, version } = await blockingOf(world);
    const body = anAct({ version, findings, why: 'Botox was in the forehead only' });
    const after = await ask(world, approve, { booking: row.ref, body, ...as('manager', 'mara') });

    expect(after.booking.decision?.outcome).toBe('allowed');
    expect(after.findings.find(({ id }) => id === findings[0])?.approval).toMatchObject({
      by: 'mara',
      why: 'Botox was in the forehead only',
    });
    expect(after.timeline).toContainEqual(
      expect.objectContaining({
        kind: 'act',
        says: 'Approved: Botox on Tue Nov 10 2026 is less than 14 days before the visit',
        by: 'mara',
        why: 'Botox was in the forehead only',
      }),
    );
    expect(after.agenda.steps.map(({ what }) => what)).toContain('day-before');
    expect((await ask(world, list)).rows).toEqual([]);
    await world.advanceTo(at + 119 * hourMs);
    expect(world.texts().map(({ milestone }) => milestone)).toContain('day-before');
  });

  test('of two managers at once one acts, and the other is told by whom it was done', async () => {
    const world = await worldWith(recentBotox);
    const { findings, version } = await blockingOf(world);
    const asked = (name: string) => ({ ...as('manager', name), body: anAct({ version, findings }) });
    const [mara, max] = await Promise.all([
      send(world.process(), approve, asked('mara')),
      send(world.process(), approve, asked('max')),
    ]);

    const statuses = [mara?.statusCode, max?.statusCode];
    expect(statuses.toSorted()).toEqual([200, 409]);
    const [winner, lost] = statuses[0] === 200 ? ['mara', max] : ['max', mara];
    expect(JSON.parse(lost?.body ?? '')).toMatchObject({
      type: 'urn:booking-gate:problem:conflict',
      latest: { by: winner, did: 'Approved: “When did you last have Botox?”', at: expect.any(String) },
    });
    expect((await world.booking('visit-1')).overrides).toHaveLength(findings.length);
  });

  test('the same click sent again acts once and is answered as it stands', async () => {
    const world = await worldWith(recentBotox);
    const { findings, version } = await blockingOf(world);
    const body = anAct({ version, findings });
    const first = await ask(world, approve, { body });
    const again = await ask(world, approve, { body });

    expect(again).toEqual(first);
    expect(world.ports.journal.events().filter(({ event }) => event === 'act-done')).toEqual([
      expect.objectContaining({ act: 'approve-findings', role: 'manager', bookingId: 'standard:visit-1' }),
    ]);
  });

  test('whose finding is a clinician’s is approved by one, and by no manager', async () => {
    const world = await worldWith(pregnant);
    const { findings, version } = await blockingOf(world);
    const manager = await ask(world, page, as('manager'));
    const reserved = manager.findings.find(({ id }) => id === findings[0]);
    expect(reserved?.overridableBy).toBe('clinician');
    const body = anAct({ version, findings });
    const problem = await askInVain(world, approve, { body, ...as('manager') });

    expect(problem).toMatchObject({ status: 403, detail: expect.stringContaining('Only a clinician') });
    expect((await world.booking('visit-1')).version).toBe(version);
    const done = await ask(world, approve, { body, ...as('clinician', 'clea') });
    expect(done.booking.decision?.outcome).toBe('allowed');
  });

  test('a finding that does not stand is refused by its field', async () => {
    const world = await worldWith(recentBotox);
    const { version } = await blockingOf(world);
    const body = anAct({ version, findings: ['made-up|x'] });
    const problem = await askInVain(world, approve, { body });
    expect(problem).toMatchObject({ status: 422, errors: [{ path: expect.stringContaining('findings') }] });
  });
});

test("a doctor's note is recorded by a clinician, with who wrote it and when", async () => {
  const world = await worldWith({ ...fineAnswers, diabetes: true });
  const before = await ask(world, page, as('clinician'));
  const findings = before.findings.filter(({ isClearance }) => isClearance).map(({ id }) => id);
  expect(before.can).toContain('record-clearance');
  const note = { findings, doctor: 'Dr Lindqvist', on: '2026-11-12', version: before.version };
  const after = await ask(world, clear, { body: anAct(note), ...as('clinician', 'clea') });

  expect(after.findings.find(({ id }) => id === findings[0])?.approval).toMatchObject({
    by: 'clea',
    clearance: { doctor: 'Dr Lindqvist', on: '2026-11-12' },
  });
  expect(after.booking.decision?.outcome).toBe('allowed');
});

test.each([
  ['POST /v1/manager/clinics/{clinicId}/bookings/{booking}/ask-again', {}, {}, 'screening-needed'],
  ['POST /v1/manager/clinics/{clinicId}/bookings/{booking}/send-earliest-date', recentBotox, {}, 'not-yet'],
] as const)('%s texts the client once more', async (key, answers, more, milestone) => {
  const world = await worldWith(answers);
  await world.advanceTo(at + hourMs);
  const sent = () => world.texts().filter((text) => text.milestone === milestone).length;
  expect(sent()).toBe(1);
  const { version } = await ask(world, page);
  await ask(world, key, { body: anAct({ version, ...more }) });
  await world.advanceTo(at + 2 * hourMs);

  expect(sent()).toBe(2);
});

test('answers that the client gave by telephone are written down and decided on', async () => {
  const world = await worldWith({});
  const { version, questions } = await ask(world, page);
  const answers = Object.fromEntries(
    questions.map(({ id, type }) => [id, type === 'yes-no' ? 'no' : 'never']),
  );
  const key = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/record-answers';
  const after = await ask(world, key, { body: anAct({ version, answers }) });

  expect(after.booking.decision?.outcome).toBe('allowed');
  expect(after.booking.answers.every(({ source }) => source === 'staff')).toBe(true);
});

test('an answer that has changed is written down, and decided on', async () => {
  const world = await worldWith(fineAnswers);
  const { version, questions } = await ask(world, page);
  const key = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/record-answers';
  const [first] = questions.filter(({ id, open }) => id === 'active-infection' && !open);
  const answers = { [first?.id ?? 'none']: 'yes' };
  const after = await ask(world, key, { body: anAct({ version, answers }) });

  expect(after.booking.decision?.outcome).toBe('blocked');
});

test('a visit that has begun is marked, and one that has not is refused', async () => {
  const world = await worldWith(fineAnswers);
  const key = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/mark-visit';
  const early = await ask(world, page);
  const body = anAct({ version: early.version, as: 'completed' });
  expect((await askInVain(world, key, { body })).status).toBe(422);
  await world.advanceTo(at + 121 * hourMs);
  const { version } = await ask(world, page);
  const after = await ask(world, key, { body: anAct({ version, as: 'no-show' }) });
  expect(after.booking.status).toBe('no-show');
});

test('a text whose fate is unknown is sent once more, by a step of its own and once per click, when nobody can be at it any more', async () => {
  const world = await createWorld(at);
  world.ports.texting.script({ result: { published: 'unknown', reason: 'TimeoutError' }, arrives: false });
  await world.post('standard', standardBooking({ at, start: at + 120 * hourMs, answers: {} }));
  await world.advanceTo(at + 6 * minuteMs);
  const key = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/resend-text';
  const early = await ask(world, page);
  const unknown = early.booking.steps.filter(({ status }) => status === 'unknown');
  expect(unknown).toHaveLength(1);
  const step = unknown[0]?.id ?? '';
  expect(early.resendable).toEqual([]);
  expect((await askInVain(world, key, { body: anAct({ version: early.version, step }) })).status).toBe(422);
  await world.advanceTo(at + 30 * minuteMs);
  const later = await ask(world, page);
  expect(later.resendable).toEqual([step]);
  expect((await ask(world, page, as('viewer'))).resendable).toEqual([]);
  const body = anAct({ version: later.version, step });
  const sent = await ask(world, key, { body });
  await ask(world, key, { body });
  await world.advanceTo(at + 60 * minuteMs);

  expect(sent.resendable).toEqual([]);
  expect(world.texts().map(({ milestone }) => milestone)).toEqual(['screening-needed']);
  const { booking } = await ask(world, page);
  const asks = booking.steps.filter(({ what }) => what === 'screening-needed');
  expect(asks.map(({ status }) => status).filter((status) => status !== 'planned')).toEqual([
    'unknown',
    'sent',
  ]);
});

test('a text that somebody asked for is called in the timeline and in a conflict what staff know it by', async () => {
  const world = await worldWith({});
  await world.advanceTo(at + hourMs);
  const key = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/ask-again';
  const { version } = await ask(world, page);
  const { timeline } = await ask(world, key, { body: anAct({ version }) });
  const late = await askInVain(world, key, { body: anAct({ version }) });

  expect(timeline).toContainEqual(
    expect.objectContaining({ kind: 'act', says: 'Asked for the text “Link to the questions”' }),
  );
  expect(late.latest?.did).toBe('Asked for the text “Link to the questions”');
});

describe('the client’s number', () => {
  test('is shown on request, and that it was is on record without the number', async () => {
    const world = await worldWith(fineAnswers);
    const { version } = await ask(world, page);
    const body = anAct({ version });
    const contact = { phone: '+12125550117', email: 'nadia.brook@example.com' };
    expect(await ask(world, revealPhone, { body, ...as('manager', 'max') })).toEqual(contact);
    expect(await ask(world, revealPhone, { body, ...as('manager', 'max') })).toEqual(contact);
    const { timeline } = await ask(world, page);
    const revealed = timeline.filter(({ says }) => says.includes('how to reach'));

    expect(revealed).toEqual([
      expect.objectContaining({ kind: 'act', by: 'max', why: 'talked to the client' }),
    ]);
    expect(JSON.stringify(world.ports.journal.events())).not.toContain('5550117');
    const done = { event: 'act-done', act: 'reveal-phone', role: 'manager' };
    expect(world.ports.journal.events().filter(({ event }) => event === 'act-done')).toEqual([
      expect.objectContaining(done),
      expect.objectContaining({ ...done, again: true }),
    ]);
  });

  test.each([
    ['a landline', '+44 20 7946 0018', 'please call'],
    ['nothing but an e-mail address', undefined, 'please write an e-mail'],
  ])('that takes no texts: %s is what to reach the client by', async (_, phone, asks) => {
    const world = await worldWith(fineAnswers, { phone, email: 'nadia@example.com' });
    const { version, booking, can } = await ask(world, page);
    expect(booking.client).not.toHaveProperty('phone');
    expect(booking.client.reach).toEqual(phone === undefined ? ['email'] : ['phone', 'email']);
    expect(can).toContain('reveal-phone');
    expect((await ask(world, list)).rows[0]).toMatchObject({
      kinds: ['no-usable-number'],
      why: `There is no number that takes texts: ${asks}.`,
    });
    const revealed = await ask(world, revealPhone, { body: anAct({ version }) });
    expect(revealed).toEqual({ ...(phone && { phone }), email: 'nadia@example.com' });
    const everything = await ask(world, exportClient, { body: anAct({ version }) });
    expect(JSON.stringify(everything).includes('7946 0018')).toBe(phone !== undefined);
  });

  test('is not to be had where nothing was given', async () => {
    const world = await worldWith(fineAnswers, { phone: null, email: null });
    const { version, can } = await ask(world, page);
    expect(can).not.toContain('reveal-phone');
    expect((await ask(world, list)).rows[0]?.why).toMatch(/nothing to reach the client by was given/);
    const problem = await askInVain(world, revealPhone, { body: anAct({ version }) });
    expect(problem).toMatchObject({ status: 422, errors: [{ path: 'act' }] });
  });

  test.each([
    revealPhone,
    exportClient,
  ] as const)('is not answered by %s for the click of another act or person', async (key) => {
    const world = await worldWith(recentBotox);
    const { findings, version } = await blockingOf(world);
    const { click, why } = anAct();
    await ask(world, approve, { body: { click, why, version, findings } });
    const { version: now } = await ask(world, page);
    const taken = await askInVain(world, key, { body: { click, why, version: now } });
    const own = anAct({ version: now });
    await ask(world, key, { body: own, ...as('manager', 'mara') });
    const theirs = await askInVain(world, key, { body: own, ...as('clinician', 'clea') });

    for (const problem of [taken, theirs]) {
      expect(problem).toMatchObject({ status: 422, errors: [{ path: 'click' }] });
    }
  });

  test('takes no texts from a stop of staff on, until staff lift it', async () => {
    const world = await worldWith(fineAnswers);
    await world.advanceTo(at + hourMs);
    const { version } = await ask(world, page);
    const stopped = await ask(world, stopTexts, { body: anAct({ version }) });
    expect(stopped.booking.texts.optedOut).toBe(true);
    expect(stopped.can).toContain('allow-texts');
    expect(stopped.can).not.toContain('stop-texts');
    expect(stopped.booking.texts.stoppedBy).toBe('staff');
    expect((await ask(world, list)).rows[0]).toMatchObject({
      kinds: ['opted-out'],
      why: 'Staff stopped the texts to this number.',
      can: expect.arrayContaining(['allow-texts']),
    });
    const before = world.texts().length;
    await world.advanceTo(at + 30 * hourMs);
    expect(world.texts()).toHaveLength(before);
    const now = await ask(world, page);
    const allowed = await ask(world, allowTexts, { body: anAct({ version: now.version }) });
    expect(allowed.booking.texts.optedOut).toBe(false);
  });

  test('that its owner stopped is theirs to start again: nobody is offered it', async () => {
    const world = await worldWith(fineAnswers);
    await world.advanceTo(at + hourMs);
    await world.reply('+12125550117', 'STOP');
    const { version, can } = await ask(world, page, as('clinician'));
    const problem = await askInVain(world, allowTexts, { body: anAct({ version }) });

    expect(can).not.toContain('allow-texts');
    expect(problem).toMatchObject({ status: 422, errors: [{ expected: expect.stringContaining('START') }] });
    const [row] = (await ask(world, list)).rows;
    expect(row?.row === 'booking' ? row.can : []).not.toContain('allow-texts');
    expect(row?.why).toBe('The client said STOP.');
  });
});

describe('a booking made by telephone', () => {
  const wanted = {
    treatment: 'microneedling',
    start: '2026-11-24T10:30',
    lasts: 60,
    name: 'Walker Inn',
    phone: '(212) 555-0131',
    language: 'en',
    consent: true,
  };

  test('is added like any other, once per click, and asks its questions by text', async () => {
    const world = await createWorld(at);
    const body = anAct(wanted);
    const added = await ask(world, addBooking, { body, ...as('manager', 'mara') });
    const again = await ask(world, addBooking, { body, ...as('manager', 'mara') });

    expect(again.ref).toBe(added.ref);
    expect(added.booking).toMatchObject({ startAt: '2026-11-24T15:30:00.000Z', status: 'accepted' });
    expect(added.booking.decision?.outcome).toBe('incomplete');
    expect(added.timeline.map(({ kind, says, by }) => [kind, says, by])).toEqual([
      ['act', 'Added the booking', 'mara'],
      ['decision', 'Decided: answers missing', undefined],
    ]);
    await world.advanceTo(at + hourMs);
    expect(world.texts().map(({ milestone, to }) => [milestone, to])).toContainEqual([
      'screening-needed',
      '+12125550131',
    ]);
    expect((await ask(world, list)).rows.map(({ row }) => row)).toEqual(['booking']);
  });

  test.each([
    [{ treatment: 'tattoo' }, 'treatment'],
    [{ start: '2026-11-15T10:30' }, 'start'],
    [{ start: '2027-03-14T02:30' }, 'start'],
    [{ phone: '12' }, 'phone'],
    [{ email: 'nobody' }, 'email'],
    [{ lasts: 0 }, 'lasts'],
    [{ name: ' ' }, 'name'],
  ])('with %j is refused by the name of its field', async (odd, path) => {
    const problem = await askInVain(await createWorld(at), addBooking, {
      body: anAct({ ...wanted, ...odd }),
    });
    expect(problem).toMatchObject({ status: 422, errors: [{ path }] });
  });
});

test('the clinic’s texts are paused and let go again, with who did it and why', async () => {
  const world = await worldWith(fineAnswers);
  const paused = await ask(world, pauseTexts, {
    body: anAct({ why: 'a wrong text went out' }),
    ...as('manager', 'max'),
  });
  expect(paused.clinic).toMatchObject({
    status: 'paused',
    paused: { by: 'max', why: 'a wrong text went out' },
  });
  const twice = await askInVain(world, pauseTexts, { body: anAct() });
  expect(twice).toMatchObject({ status: 409, latest: { by: 'max' } });
  const resumed = await ask(world, resumeTexts, { body: anAct() });
  expect(resumed.clinic.status).toBe('active');
  expect(resumed.clinic.paused, 'nobody has paused them now').toBeUndefined();
});

describe('a client', () => {
  test('is handed everything that is stored of them, and that it was is on record', async () => {
    const world = await worldWith(recentBotox);
    const { version } = await ask(world, page);
    const everything = await ask(world, exportClient, { body: anAct({ version }) });

    expect(everything).toMatchObject({
      name: 'Nadia Brook',
      phone: '+12125550117',
      clinic: 'Rosewater Skin',
    });
    expect(everything.bookings).toHaveLength(1);
    expect(JSON.stringify(everything)).not.toMatch(/phoneKey|lastFourKey|click/);
  });

  test('is erased by name, twice the same, and is nowhere any more', async () => {
    const world = await worldWith(recentBotox);
    const { version } = await ask(world, page);
    const slip = await askInVain(world, eraseClient, { body: anAct({ version, name: 'Nadja B' }) });
    expect(slip).toMatchObject({ status: 422, errors: [{ path: 'name' }] });
    const body = anAct({ version, name: 'Nadia Brook' });
    const erased = await ask(world, eraseClient, { body });
    expect(erased.accepted).toBe(true);
    expect(await ask(world, eraseClient, { body })).toEqual(erased);
    // By which it is found again where a restore of the table brings the client back.
    const done = world.ports.journal.events().filter(({ event }) => event === 'act-done');
    expect(done).toEqual([
      {
        event: 'act-done',
        act: 'erase-client',
        role: 'manager',
        clinicId: 'rosewater',
        bookingId: 'standard:visit-1',
      },
    ]);
    expect((await askInVain(world, page)).status).toBe(404);
    expect((await ask(world, list)).rows).toEqual([]);
    const { found } = await ask(world, 'POST /v1/manager/clinics/{clinicId}/find-bookings', {
      body: { name: 'nadia' },
    });
    expect(found).toEqual([]);
  });
});
