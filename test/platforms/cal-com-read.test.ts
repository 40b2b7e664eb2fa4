/** Every documented Cal.com shape and what it is read as. */
import { describe, expect, test } from 'vitest';
import { calCom } from '../../shared/platforms/cal-com.ts';
import { fixtureWith } from './fixture.ts';

function at(text: string): number {
  return Date.parse(text);
}

function read(name: string, changes: Record<string, unknown> = {}) {
  return calCom.read(fixtureWith('cal-com', name, changes), 0);
}

function event(name: string, changes: Record<string, unknown> = {}) {
  const reading = read(name, changes);
  if (reading.read !== 'event') throw new Error(`${name} was ${reading.read}: ${JSON.stringify(reading)}`);
  return reading.event;
}

describe('a booking', () => {
  test('that was created is confirmed, in its documented shape without a phone', () => {
    expect(read('created')).toEqual({
      read: 'event',
      event: {
        uid: 'aFernLeaf0000000000001',
        order: { stamp: at('2026-11-16T14:05:00.538Z'), rank: 2 },
        happened: 'confirmed',
        details: {
          service: 'microneedling',
          startAt: at('2026-11-24T15:00:00Z'),
          endAt: at('2026-11-24T16:00:00Z'),
          client: {
            name: 'Nadia Brook',
            email: 'nadia.brook@example.com',
            language: 'en',
            zone: 'America/New_York',
          },
          people: 1,
          answers: [],
        },
      },
    });
  });

  test('that was created but still waits is only requested', () => {
    expect(event('created', { 'payload.status': 'PENDING' })).toMatchObject({
      happened: 'requested',
      order: { rank: 1 },
    });
  });

  test('that was requested is pending, without organizer, responses or phone', () => {
    expect(event('requested')).toMatchObject({
      uid: 'aFernLeaf0000000000004',
      happened: 'requested',
      order: { stamp: at('2026-11-16T14:08:00.196Z'), rank: 1 },
    });
  });

  test('that was confirmed later has the uid and stamp of its request and a higher rank', () => {
    const requested = event('requested');
    const confirmed = event('created-from-request');
    expect(confirmed).toMatchObject({ uid: requested.uid, happened: 'confirmed' });
    expect(confirmed.order).toEqual({ stamp: requested.order.stamp, rank: 2 });
  });

  test('that says in its status that it is over is over, whatever its trigger', () => {
    expect(event('created', { 'payload.status': 'CANCELLED' })).toMatchObject({
      happened: 'cancelled',
      by: 'unknown',
    });
    expect(event('requested', { 'payload.status': 'REJECTED' })).toMatchObject({
      happened: 'cancelled',
      by: 'clinic',
    });
  });

  test('with a cancellation reason is not cancelled by that', () => {
    expect(event('rescheduled')).toMatchObject({ happened: 'rescheduled' });
    expect(event('created', { 'payload.cancellationReason': 'left over' })).toMatchObject({
      happened: 'confirmed',
    });
  });
});

describe('a move', () => {
  test('has a new uid and names the old one; the old time is no time of it', () => {
    expect(event('rescheduled')).toMatchObject({
      uid: 'aFernLeaf0000000000005',
      previousUid: 'aFernLeaf0000000000001',
      pending: false,
      order: { rank: 3 },
      details: { startAt: at('2026-11-26T15:00:00Z'), endAt: at('2026-11-26T16:00:00Z') },
    });
  });

  test('has no language of ours where the client reads another one', () => {
    const moved = event('rescheduled');
    expect(moved).not.toHaveProperty('details.client.language');
    expect(moved).toHaveProperty('details.client.zone', 'Europe/Lisbon');
  });

  test('that comes as a request is a move that waits', () => {
    expect(event('requested-as-reschedule')).toMatchObject({
      happened: 'rescheduled',
      uid: 'aFernLeaf0000000000006',
      previousUid: 'aFernLeaf0000000000001',
      pending: true,
    });
  });

  test('that waits ranks below the confirmation that can carry the same stamp', () => {
    const waits = event('requested-as-reschedule');
    const confirmed = event('created-from-request');
    expect(waits.order.rank).toBeLessThan(confirmed.order.rank);
  });

  test('that comes as a created booking is a move', () => {
    const moved = event('created', { 'payload.rescheduleUid': 'old-uid' });
    expect(moved).toMatchObject({ happened: 'rescheduled', previousUid: 'old-uid', pending: false });
  });

  test('that names no old uid, or its own, has none', () => {
    expect(event('rescheduled', { 'payload.rescheduleUid': undefined })).not.toHaveProperty('previousUid');
    const own = event('rescheduled', { 'payload.rescheduleUid': 'aFernLeaf0000000000005' });
    expect(own).not.toHaveProperty('previousUid');
    expect(own).toMatchObject({ happened: 'rescheduled' });
  });

  test('whose status is pending waits', () => {
    expect(event('rescheduled', { 'payload.status': 'PENDING' })).toMatchObject({ pending: true });
  });
});

describe('an end', () => {
  test.each([
    ['cancelled-by-client', 'client'],
    ['cancelled-by-clinic', 'clinic'],
    ['cancelled-by-nobody-named', 'unknown'],
    ['cancelled-to-reschedule', 'clinic'],
    ['rejected', 'clinic'],
  ])('%s is by: %s', (name, by) => {
    expect(event(name)).toMatchObject({ happened: 'cancelled', by, order: { rank: 5 } });
  });

  test('by somebody who is neither client nor organizer is by the clinic', () => {
    expect(event('cancelled-by-client', { 'payload.cancelledBy': 'help@fernleaf.example' })).toMatchObject({
      by: 'clinic',
    });
  });

  test('needs nothing but the uid', () => {
    const body = {
      triggerEvent: 'BOOKING_CANCELLED',
      createdAt: '2026-11-18T10:00:00Z',
      payload: { uid: 'u1', attendees: 'odd', cancelledBy: 7, requestReschedule: 'odd', status: 9 },
    };
    expect(calCom.read(body, 0)).toMatchObject({ read: 'event', event: { uid: 'u1', by: 'unknown' } });
  });
});

describe('a no-show', () => {
  test('is told and taken back under the uid of the booking', () => {
    expect(event('no-show')).toEqual({
      uid: 'aFernLeaf0000000000001',
      order: { stamp: at('2026-11-24T15:43:44.114Z'), rank: 4 },
      happened: 'no-show',
      takenBack: false,
    });
    expect(event('no-show-taken-back')).toMatchObject({ happened: 'no-show', takenBack: true });
  });

  test('of one of several people is not taken back by the others', () => {
    const attendees = [{ noShow: false }, { noShow: true }];
    expect(event('no-show', { 'payload.attendees': attendees })).toMatchObject({ takenBack: false });
  });

  test('that names nobody is ignored', () => {
    expect(read('no-show', { 'payload.attendees': [] })).toMatchObject({ read: 'ignored' });
  });
});

describe('the clock', () => {
  test('that passed the end says so, flat, with the stamp of the booking', () => {
    expect(event('meeting-ended')).toEqual({
      uid: 'aFernLeaf0000000000005',
      order: { stamp: at('2026-11-17T09:30:00.248Z'), rank: 4 },
      happened: 'end-passed',
      startAt: at('2026-11-26T15:00:00Z'),
      endAt: at('2026-11-26T16:00:00Z'),
    });
  });

  test('that passed the end says the same when wrapped', () => {
    expect(event('meeting-ended-wrapped')).toMatchObject({
      uid: 'aFernLeaf0000000000005',
      happened: 'end-passed',
      endAt: at('2026-11-26T16:00:00Z'),
    });
  });
});

describe('nothing for the gate', () => {
  test.each([
    ['ping', 'ping'],
    ['meeting-started', 'a clock passed the booked start: it does not say that anyone came'],
    [
      'paid',
      'a payment changes no booking: Cal.com sends BOOKING_CREATED for a booking that the payment confirmed',
    ],
  ])('%s is ignored: %s', (name, reason) => {
    expect(read(name)).toEqual({ read: 'ignored', reason });
  });

  test('an unknown trigger is ignored, flat or not, stamped or not', () => {
    const reason = 'a trigger that the gate does not use';
    expect(read('created', { triggerEvent: 'OOO_CREATED' })).toEqual({ read: 'ignored', reason });
    expect(calCom.read({ triggerEvent: 'constructor' }, 0)).toEqual({ read: 'ignored', reason });
  });
});

describe('refused', () => {
  test('a flat body of a custom template, with the remedy', () => {
    const reading = read('custom-template');
    expect(reading).toMatchObject({ read: 'refused', fields: [{ path: 'payload' }] });
    expect(reading).toHaveProperty('reason', expect.stringContaining('use the default template'));
  });

  test('a body that names no trigger, with the remedy', () => {
    const reading = calCom.read({ content: 'A new event', type: 'microneedling' }, 0);
    expect(reading).toMatchObject({ read: 'refused', fields: [{ path: 'triggerEvent' }] });
    expect(reading).toHaveProperty('reason', expect.stringContaining('use the default template'));
  });

  test("the REST API's shape, naming the missing start", () => {
    expect(read('rest-shape')).toMatchObject({
      read: 'refused',
      fields: [
        {
          path: 'payload.startTime',
          expected: 'an ISO 8601 instant with a zone, between the years 2000 and 2099',
        },
        { path: 'payload.endTime' },
      ],
    });
  });

  test.each([
    ['createdAt', undefined],
    ['createdAt', '2026-11-16T14:05:00'],
    ['payload.uid', ''],
    ['payload.uid', 'with blank'],
    ['payload.uid', 'x'.repeat(129)],
    ['payload.startTime', '2026-11-24T15:00:00'],
    ['payload.startTime', '2026-02-30T15:00:00Z'],
    ['payload.startTime', '1926-11-24T15:00:00Z'],
    ['payload.endTime', '2026-11-24T15:00:00Z'],
    ['payload.endTime', '2026-11-25T15:00:01Z'],
    ['payload.attendees', []],
    ['payload.attendees.0.name', ' '],
    ['payload.attendees.0.name', 'n'.repeat(201)],
    ['payload.attendees.0.phoneNumber', 12_125_550_142],
    ['payload.attendees.0.email', 'e'.repeat(255)],
    ['payload.responses.notes', 'a bare text'],
    ['payload.rescheduleUid', 'x'.repeat(129)],
  ])('a booking whose %s is %j, by that field', (path, value) => {
    const reading = read('created', { [path]: value });
    expect(reading).toMatchObject({ read: 'refused' });
    const paths = reading.read === 'refused' ? reading.fields.map((field) => field.path) : [];
    expect(paths.some((told) => told.startsWith(path))).toBe(true);
  });

  test('a booking without an event type, by the slug', () => {
    const reading = read('created', { 'payload.type': '', 'payload.eventTypeId': null });
    expect(reading).toMatchObject({ read: 'refused', fields: [{ path: 'payload.type' }] });
  });

  test('without a word of what was sent', () => {
    const reading = read('created', {
      'payload.attendees.0.name': 'Sensitive '.repeat(30),
      'payload.startTime': 'sensitive time',
      'payload.responses.notes': 'sensitive note',
    });
    expect(reading.read).toBe('refused');
    expect(JSON.stringify(reading).toLowerCase()).not.toContain('sensitive');
  });
});
