/** What clients type into Cal.com's form: answers, phone numbers, consent, guests. */
import { describe, expect, test } from 'vitest';
import { calCom } from '../../shared/platforms/cal-com.ts';
import { fixtureWith } from './fixture.ts';

function details(name: string, changes: Record<string, unknown> = {}) {
  const reading = calCom.read(fixtureWith('cal-com', name, changes), 0);
  if (reading.read !== 'event' || !('details' in reading.event) || reading.event.details === undefined) {
    throw new Error(`${name} has no details: ${JSON.stringify(reading)}`);
  }
  return reading.event.details;
}

describe('answers', () => {
  test('come under slug and label, once, without system fields, consent and what was left blank', () => {
    expect(details('created-answers-english').answers).toEqual([
      { names: ['botox', 'When was your last Botox treatment?'], raw: '2026-10-01' },
      { names: ['retinol', 'Do you use retinol?'], raw: 'No' },
      { names: ['conditions', 'Which of these do you have?'], raw: ['Eczema', 'Psoriasis'] },
      { names: ['pregnant', 'Are you pregnant?'], raw: false },
    ]);
  });

  test('come in Spanish as they were typed', () => {
    expect(details('created-answers-spanish').answers).toEqual([
      { names: ['botox', '¿Cuándo fue su último tratamiento con bótox?'], raw: 'nunca' },
      { names: ['retinol', '¿Usa retinol?'], raw: 'sí' },
    ]);
  });

  test('that stand only among the user fields are taken too', () => {
    const { answers } = details('created', { 'payload.userFieldsResponses': { botox: { value: 'never' } } });
    expect(answers).toEqual([{ names: ['botox'], raw: 'never' }]);
  });

  test('that contradict each other are both kept', () => {
    const { answers } = details('created', {
      'payload.responses.botox': { label: 'Botox?', value: 'no' },
      'payload.userFieldsResponses': { botox: { label: 'Botox?', value: 'yes' } },
    });
    expect(answers.map(({ raw }) => raw)).toEqual(['no', 'yes']);
  });

  test('of objects are kept as they are', () => {
    const value = { value: 'other', optionValue: 'text' };
    const { answers } = details('created', { 'payload.responses.skin': { label: '', value } });
    expect(answers).toEqual([{ names: ['skin'], raw: value }]);
  });

  test('may be an empty list or null instead of an object', () => {
    const changes = { 'payload.responses': [], 'payload.userFieldsResponses': null };
    expect(details('created', changes).answers).toEqual([]);
  });

  test('under names of prototypes are plain answers, and __proto__ is none', () => {
    const responses: unknown = JSON.parse(
      '{"__proto__":{"label":"p","value":"x"},"constructor":{"label":"c","value":"y"},"toString":{"value":"z"}}',
    );
    const read = details('created', { 'payload.responses': responses });
    expect(read.answers).toEqual([
      { names: ['constructor', 'c'], raw: 'y' },
      { names: ['toString'], raw: 'z' },
    ]);
    expect(Reflect.get({}, 'label')).toBeUndefined();
  });

  test('are sixty at most', () => {
    const form = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`q${i}`, { value: 'no' }]));
    expect(details('created', { 'payload.responses': form(60) }).answers).toHaveLength(60);
    const reading = calCom.read(fixtureWith('cal-com', 'created', { 'payload.responses': form(61) }), 0);
    expect(reading).toMatchObject({ read: 'refused', fields: [{ path: 'payload.responses' }] });
  });

  test('longer than a page are refused by their field', () => {
    const body = fixtureWith('cal-com', 'created', {
      'payload.responses.story': { value: 'x'.repeat(4_001) },
    });
    expect(calCom.read(body, 0)).toMatchObject({
      read: 'refused',
      fields: [{ path: 'payload.responses.story.value', expected: 'at most 4000 characters' }],
    });
  });
});

describe('the phone', () => {
  const everywhere = {
    'payload.attendees.0.phoneNumber': '+12125550101',
    'payload.smsReminderNumber': '+12125550102',
    'payload.responses.attendeePhoneNumber': { value: '+12125550103' },
    'payload.responses.smsReminderNumber': { value: '+12125550104' },
  };
  const places = Object.keys(everywhere);

  test.each([0, 1, 2, 3])('is taken from place %i when the places before it are blank', (first) => {
    const changes = Object.fromEntries(
      Object.entries(everywhere).map(([path, value]) => [
        path,
        places.indexOf(path) < first ? blank(path) : value,
      ]),
    );
    expect(details('created', changes).client.phone).toBe(`+1212555010${first + 1}`);
  });

  function blank(path: string): unknown {
    return path.includes('responses') ? { value: '' } : path.includes('attendees') ? null : ' ';
  }

  test('may be nowhere', () => {
    expect(details('created').client).not.toHaveProperty('phone');
    expect(details('created-from-request').client).not.toHaveProperty('phone');
  });

  test('stays as it was typed', () => {
    expect(details('created-answers-spanish').client.phone).toBe('+1 (212) 555-0163');
  });
});

describe('the client', () => {
  test.each([
    ['es-419', 'es'],
    ['ES', 'es'],
    ['en-GB', 'en'],
    ['pt', undefined],
    ['est', undefined],
    [7, undefined],
    [undefined, undefined],
  ])('with locale %j reads %j', (locale, language) => {
    const { client } = details('created', { 'payload.attendees.0.language': { locale } });
    expect(client.language).toBe(language);
  });

  test.each([
    'Mars/Olympus',
    '+02:00',
    '2020-01-01T00:00Z',
    'x'.repeat(300),
    null,
    5,
  ])('in zone %j has no known zone', (timeZone) => {
    expect(details('created', { 'payload.attendees.0.timeZone': timeZone }).client).not.toHaveProperty(
      'zone',
    );
  });

  test('that brings guests is several people', () => {
    expect(details('two-people').people).toBe(2);
    const listed = {
      'payload.responses.guests': { value: ['a@example.com', 'b@example.com', 'c@example.com'] },
    };
    expect(details('two-people', listed).people).toBe(4);
  });

  test('books the event type by number where it has no slug', () => {
    expect(details('created', { 'payload.type': null }).service).toBe('7001');
  });
});

describe('consent to texts', () => {
  test('is what the consent question says', () => {
    expect(details('created-answers-english').consent).toBe(true);
    expect(details('created-answers-spanish').consent).toBe(true);
    expect(details('created')).not.toHaveProperty('consent');
  });

  test.each([
    [true, true],
    [false, false],
    ['Yes', true],
    ['no', false],
    ['Sí', true],
    ['perhaps', undefined],
    [[], undefined],
    [null, undefined],
  ])('answered %j is %j', (value, consent) => {
    const read = details('created', { 'payload.responses.SMS_Consent': { value } });
    expect(read.consent).toBe(consent);
    expect(read.answers).toEqual([]);
  });

  test('that is contradicted is none', () => {
    const changes = {
      'payload.responses.sms-consent': { value: true },
      'payload.userFieldsResponses': { smsConsent: { value: false } },
    };
    expect(details('created', changes).consent).toBe(false);
  });
});
