/** Our own format: what each event is read as, what may be missing, and what is refused by which field. */
import { describe, expect, test } from 'vitest';
import { standard } from '../../shared/platforms/standard.ts';
import { signStandard } from '../../shared/webhook/standard-webhooks.ts';
import { fixtureBytes, fixtureWith } from './fixture.ts';

function at(text: string): number {
  return Date.parse(text);
}

function read(name: string, changes: Record<string, unknown> = {}) {
  return standard.read(fixtureWith('standard', name, changes), 0);
}

describe('an event', () => {
  test('of a created booking is confirmed, whole', () => {
    expect(read('created')).toEqual({
      read: 'event',
      event: {
        uid: 'visit-1001',
        order: { stamp: at('2026-11-16T14:05:00Z'), rank: 2 },
        happened: 'confirmed',
        details: {
          service: 'microneedling',
          startAt: at('2026-11-24T15:00:00Z'),
          endAt: at('2026-11-24T16:00:00Z'),
          client: {
            name: 'Nadia Brook',
            phone: '+1 212 555 0117',
            email: 'nadia.brook@example.com',
            language: 'en',
            zone: 'America/New_York',
          },
          people: 1,
          answers: [
            { names: ['pregnant'], raw: false },
            { names: ['last-botox'], raw: '2026-10-01' },
            { names: ['skin-conditions'], raw: ['eczema'] },
          ],
          consent: true,
        },
      },
    });
  });

  test('of a booking with nothing optional is read, null and blank being absent', () => {
    expect(read('created-least')).toMatchObject({
      event: { details: { client: { name: 'Owen Tarrant' }, answers: [], consent: false } },
    });
    expect(read('created-least')).not.toHaveProperty('event.details.client.phone');
    expect(read('created-least')).not.toHaveProperty('event.details.client.email');
  });

  test('of a booking still to be confirmed is requested', () => {
    expect(read('created-pending')).toMatchObject({ event: { happened: 'requested', order: { rank: 1 } } });
    expect(read('created-pending', { 'data.status': 'accepted' })).toMatchObject({
      event: { happened: 'confirmed' },
    });
  });

  test('in Spanish keeps its language and its question names', () => {
    expect(read('created-spanish')).toMatchObject({
      event: {
        details: {
          client: { language: 'es', zone: 'America/Bogota' },
          answers: [{ names: ['¿Está embarazada?'], raw: 'no' }],
        },
      },
    });
  });

  test('of a move names the id before, where there is another one', () => {
    expect(read('rescheduled')).toMatchObject({
      event: { happened: 'rescheduled', previousUid: 'visit-1001', pending: false, order: { rank: 3 } },
    });
    for (const previous of [undefined, null, 'visit-1005']) {
      const reading = read('rescheduled', { 'data.previousBookingId': previous });
      expect(reading).toMatchObject({ event: { happened: 'rescheduled' } });
      expect(reading).not.toHaveProperty('event.previousUid');
    }
    expect(read('rescheduled', { 'data.status': 'pending' })).toMatchObject({ event: { pending: true } });
  });

  test.each([
    ['client', 'client'],
    ['clinic', 'clinic'],
    [undefined, 'unknown'],
    [null, 'unknown'],
  ])('of a cancellation by %j is by: %s', (cancelledBy, by) => {
    expect(read('cancelled', { 'data.cancelledBy': cancelledBy })).toMatchObject({
      event: { happened: 'cancelled', by, order: { rank: 5 } },
    });
  });

  test('of a completed visit may bring the id alone or everything', () => {
    expect(read('completed')).toEqual({
      read: 'event',
      event: {
        uid: 'visit-1001',
        order: { stamp: at('2026-11-24T16:05:00Z'), rank: 4 },
        happened: 'completed',
      },
    });
    expect(read('completed-whole')).toMatchObject({
      event: { happened: 'completed', details: { service: 'microneedling' } },
    });
    expect(read('completed-whole', { 'data.client': undefined })).not.toHaveProperty('event.details');
    expect(read('completed-whole', { 'data.endAt': 'later' })).toMatchObject({
      read: 'refused',
      fields: [{ path: 'data.endAt' }],
    });
  });

  test('of a no-show needs the id alone', () => {
    expect(read('no-show')).toMatchObject({ event: { happened: 'no-show', takenBack: false } });
  });

  test('of a cancellation or no-show ignores whatever else is there', () => {
    expect(read('cancelled', { 'data.client': 7, 'data.startAt': 'x' })).toMatchObject({ read: 'event' });
    expect(read('no-show', { 'data.client': 7, 'data.startAt': 'x' })).toMatchObject({ read: 'event' });
  });

  test.each(['booking.paid', 'toString', '__proto__'])('of the unknown type %s is ignored', (type) => {
    expect(read('created', { type, timestamp: undefined, data: undefined })).toEqual({
      read: 'ignored',
      reason: 'an event type that the gate does not use',
    });
  });
});

describe('refused', () => {
  test.each([
    ['type', undefined],
    ['type', 3],
    ['timestamp', undefined],
    ['timestamp', '2026-11-16'],
    ['data', undefined],
    ['data', []],
    ['data.bookingId', undefined],
    ['data.bookingId', 'two words'],
    ['data.bookingId', 'ñ'],
    ['data.bookingId', 'x'.repeat(129)],
    ['data.status', 'perhaps'],
    ['data.treatment', ''],
    ['data.startAt', '2026-11-24T10:00:00'],
    ['data.startAt', '2026-11-31T10:00:00Z'],
    ['data.endAt', '2026-11-24T15:00:00Z'],
    ['data.endAt', '2026-11-25T15:00:01Z'],
    ['data.client', undefined],
    ['data.client.name', '   '],
    ['data.client.name', 'n'.repeat(201)],
    ['data.client.phone', '1'.repeat(41)],
    ['data.client.smsConsent', undefined],
    ['data.client.smsConsent', 'yes'],
    ['data.answers', ['yes']],
    ['data.answers.pregnant', 7],
    ['data.answers.pregnant', { value: 'no' }],
    ['data.answers.pregnant', 'x'.repeat(4_001)],
    ['data.answers', Object.fromEntries(Array.from({ length: 61 }, (_, i) => [`q${i}`, 'no']))],
  ])('a booking whose %s is wrong (%#), by that field', (path, value) => {
    const reading = read('created', { [path]: value });
    expect(reading).toMatchObject({ read: 'refused' });
    const paths = reading.read === 'refused' ? reading.fields.map((field) => field.path) : [];
    expect(paths.some((told) => told.startsWith(path))).toBe(true);
  });

  test('a visit of exactly 24 hours is not', () => {
    expect(read('created', { 'data.endAt': '2026-11-25T15:00:00Z' })).toMatchObject({ read: 'event' });
  });

  test('in a few words, whatever was sent', () => {
    const answers = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${'q'.repeat(300)}${i}`, 7]));
    const reading = read('created', { 'data.answers': answers });
    expect(reading.read).toBe('refused');
    const fields = reading.read === 'refused' ? reading.fields : [];
    expect(fields).toHaveLength(20);
    expect(fields.every(({ path, expected }) => path.length <= 120 && expected.length <= 200)).toBe(true);
  });

  test('without a word of what was sent', () => {
    const reading = read('created', {
      'data.client.name': 'Sensitive '.repeat(30),
      'data.client.smsConsent': 'sensitive',
      'data.startAt': 'sensitive',
      'data.answers.pregnant': { sensitive: 'sensitive' },
      'data.status': 'sensitive',
    });
    expect(reading.read).toBe('refused');
    expect(JSON.stringify(reading).toLowerCase()).not.toContain('sensitive');
  });
});

test('fields under __proto__ are not taken for fields', () => {
  const body: unknown = JSON.parse(
    `{"type":"booking.created","timestamp":"2026-11-16T14:05:00Z",
      "data":{"bookingId":"v","__proto__":{"treatment":"microneedling","client":{"name":"N","smsConsent":true}}}}`,
  );
  const reading = standard.read(body, 0);
  expect(reading).toMatchObject({ read: 'refused' });
  expect(Reflect.get({}, 'treatment')).toBeUndefined();
});

test('a delivery is verified by its Standard Webhooks headers and known by its id', () => {
  const body = fixtureBytes('standard', 'created');
  const secret = `whsec_${Buffer.from('made up for these tests only').toString('base64')}`;
  const timestampSeconds = 1_795_000_000;
  const id = 'msg_1';
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': signStandard({ id, timestampSeconds, body, secret }),
  };
  const delivery = { headers, body, receivedAt: timestampSeconds * 1000 };
  expect(standard.verify(delivery, [secret])).toEqual({ verified: true, id });
  expect(standard.verify({ ...delivery, body: Buffer.from('{}') }, [secret]).verified).toBe(false);
});
