/** A booking that staff wrote down is called off by them: no platform ever says so. */
import { describe, expect, test } from 'vitest';
import { hourMs, minuteMs } from '../../shared/time/instant.ts';
import { fineAnswers, standardBooking } from '../world/bodies.ts';
import { createWorld, instantOf, type World } from '../world/world.ts';
import { anAct, as, ask, askInVain } from './asking.ts';

const at = instantOf('2026-11-16T15:00:00Z');
const page = 'GET /v1/manager/clinics/{clinicId}/bookings/{booking}';
const addBooking = 'POST /v1/manager/clinics/{clinicId}/bookings';
const callOff = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/call-off';
const recordAnswers = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/record-answers';

/** Agreed on by telephone for 24 November, 10:30 in New York. */
const byTelephone = {
  treatment: 'microneedling',
  start: '2026-11-24T10:30',
  lasts: 60,
  name: 'Walker Inn',
  phone: '(212) 555-0131',
  language: 'en',
  consent: true,
};

/** Its questions answered, its client told that all is set. */
async function addedAndAllowed(): Promise<{ world: World; booking: string }> {
  const world = await createWorld(at);
  const added = await ask(world, addBooking, { body: anAct(byTelephone) });
  const answers = Object.fromEntries(
    added.questions.map(({ id, type }) => [id, type === 'yes-no' ? 'no' : 'never']),
  );
  const { version, ref } = added;
  await ask(world, recordAnswers, { booking: ref, body: anAct({ version, answers }) });
  await world.advanceTo(at + hourMs);
  expect(world.texts().map(({ milestone }) => milestone)).toEqual(['booked']);
  return { world, booking: ref };
}

describe('A booking made by telephone', () => {
  test('that its client calls off gets no further text, and keeps who wrote that down', async () => {
    const { world, booking } = await addedAndAllowed();
    const { version, can } = await ask(world, page, { booking });
    expect(can).toContain('call-off');
    const body = anAct({ version, by: 'client' });
    const after = await ask(world, callOff, { booking, body, ...as('manager', 'mara') });
    expect(after.booking).toMatchObject({ status: 'cancelled', cancelledBy: 'client' });
    expect(after.timeline).toContainEqual(
      expect.objectContaining({ kind: 'act', says: 'Called off by the client', by: 'mara' }),
    );
    expect(after.can).not.toContain('call-off');
    // The client's other bookings are looked at, now and once the indexes have caught up.
    expect(after.booking.steps.map(({ id }) => id)).toContain('poke-again');
    await world.advanceTo(at + 12 * 24 * hourMs);

    expect(world.texts().map(({ milestone }) => milestone)).toEqual(['booked']);
  });

  test('that the clinic calls off has its client told so, once per click', async () => {
    const { world, booking } = await addedAndAllowed();
    const { version } = await ask(world, page, { booking });
    const body = anAct({ version, by: 'clinic' });
    await ask(world, callOff, { booking, body });
    const again = await ask(world, callOff, { booking, body });
    expect(again.booking).toMatchObject({ status: 'cancelled', cancelledBy: 'clinic' });
    await world.advanceTo(at + 12 * 24 * hourMs);

    expect(world.texts().map(({ milestone }) => milestone)).toEqual(['booked', 'cancelled']);
  });

  test('is not called off twice, nor once it has begun', async () => {
    const { world, booking } = await addedAndAllowed();
    await world.advanceTo(instantOf('2026-11-24T15:30:00Z'));
    const begun = await ask(world, page, { booking });
    expect(begun.can).not.toContain('call-off');
    const late = await askInVain(world, callOff, {
      booking,
      body: anAct({ version: begun.version, by: 'client' }),
    });
    expect(late).toMatchObject({
      status: 422,
      errors: [{ path: 'act', expected: expect.stringContaining('has not begun') }],
    });
  });

  test('is called off by nobody in particular in vain', async () => {
    const { world, booking } = await addedAndAllowed();
    const { version } = await ask(world, page, { booking });
    const odd = await askInVain(world, callOff, { booking, body: anAct({ version, by: 'unknown' }) });
    expect(odd).toMatchObject({ status: 422, errors: [{ path: 'by' }] });
    expect((await ask(world, page, { booking })).booking.status).toBe('accepted');
  });
});

test('a booking of a platform is called off there, and nowhere else', async () => {
  const world = await createWorld(at);
  await world.post('standard', standardBooking({ at, start: at + 120 * hourMs, answers: fineAnswers }));
  await world.advanceTo(at + 10 * minuteMs);
  const { version, can } = await ask(world, page);
  const problem = await askInVain(world, callOff, { body: anAct({ version, by: 'client' }) });

  expect(can).not.toContain('call-off');
  expect(problem).toMatchObject({
    status: 422,
    errors: [{ path: 'act', expected: expect.stringContaining('on its platform') }],
  });
  expect((await world.booking('visit-1')).status).toBe('accepted');
});
