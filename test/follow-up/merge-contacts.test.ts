/** Two tables know of one number: what the one before learned last is not forgotten, and of opt-outs the newer statement holds. */
import { describe, expect, test } from 'vitest';
import { type Contact, contactSchema, slotsMax } from '../../shared/follow-up/contact.ts';
import { newContact } from '../../shared/follow-up/contact-slots.ts';
import { mergeContacts } from '../../shared/follow-up/merge-contacts.ts';

function contact(changes: Partial<Contact> = {}): Contact {
  return { ...newContact('rosewater', 'phone-key', '+12125550117'), version: 3, ...changes };
}

function off(at: number): Partial<Contact> {
  return { optedOut: { at, source: 'text' }, optChangedAt: at };
}

function stopped(at: number): Partial<Contact> {
  return { optedOut: { at, source: 'staff' } };
}

function slot(text: string, at: number): Contact['slots'][number] {
  return { text, content: text, kind: 'care', at };
}

describe('Of opt-outs', () => {
  test.each([
    { title: 'a STOP that only the table before knows', here: {}, before: off(5), isOff: true },
    { title: 'a STOP that only this table knows', here: off(5), before: {}, isOff: true },
    { title: 'a STOP after a START', here: { optChangedAt: 4 }, before: off(5), isOff: true },
    { title: 'a START after a STOP', here: off(4), before: { optChangedAt: 5 }, isOff: false },
    { title: 'an older START', here: off(5), before: { optChangedAt: 4 }, isOff: true },
    { title: 'a STOP and a START at one time', here: { optChangedAt: 5 }, before: off(5), isOff: true },
    { title: 'the same the other way round', here: off(5), before: { optChangedAt: 5 }, isOff: true },
    {
      title: 'a STOP here and a later click there that allows',
      here: off(4),
      before: { allowedAt: 5 },
      isOff: true,
    },
    { title: 'a stop of staff that only the table before knows', here: {}, before: stopped(5), isOff: true },
    {
      title: 'a stop of staff and a later START',
      here: { optChangedAt: 6 },
      before: stopped(5),
      isOff: false,
    },
    {
      title: 'a stop of staff and an older START',
      here: { optChangedAt: 4 },
      before: stopped(5),
      isOff: true,
    },
    {
      title: 'a stop of staff that was lifted here',
      here: { allowedAt: 6 },
      before: stopped(5),
      isOff: false,
    },
    { title: 'a stop of staff lifted there before', here: stopped(5), before: { allowedAt: 4 }, isOff: true },
    { title: 'none', here: {}, before: {}, isOff: false },
  ])('$title: off is $isOff', ({ here, before, isOff }) => {
    const merged = mergeContacts(contact(here), contact(before));
    expect(merged.optedOut !== undefined).toBe(isOff);
    expect(merged.optChangedAt).toBe(Math.max(here.optChangedAt ?? 0, before.optChangedAt ?? 0) || undefined);
  });
});

describe('What was said', () => {
  test('is the union of both, oldest first, each at the time it was said first', () => {
    const here = contact({ slots: [slot('a', 1), slot('c', 9)] });
    const before = contact({ slots: [slot('a', 1), slot('b', 2), slot('c', 3)] });
    expect(mergeContacts(here, before).slots.map(({ text, at }) => `${text} ${at}`)).toEqual([
      'a 1',
      'b 2',
      'c 3',
    ]);
  });

  test('stays bounded: the latest are kept', () => {
    const here = contact({ slots: Array.from({ length: slotsMax }, (_, n) => slot(`here ${n}`, 2 * n)) });
    const before = contact({
      slots: Array.from({ length: slotsMax }, (_, n) => slot(`before ${n}`, 2 * n + 1)),
    });
    const { slots } = mergeContacts(here, before);
    expect(slots).toHaveLength(slotsMax);
    expect(slots.at(-1)?.text).toBe(`before ${slotsMax - 1}`);
    expect(contactSchema.safeParse(mergeContacts(here, before)).success).toBe(true);
  });

  test('which text carried the opt-out line is the older one', () => {
    const here = contact({ firstText: 'later' });
    expect(mergeContacts(here, contact({ firstText: 'first' })).firstText).toBe('first');
    expect(mergeContacts(here, contact()).firstText).toBe('later');
  });
});

describe('What the client said', () => {
  test('an inbound text that was taken before is not taken again', () => {
    const before = contact({ replies: [{ id: 'in-1', at: 4, state: 'sent' }] });
    expect(mergeContacts(contact(), before).replies).toEqual(before.replies);
  });

  test('a question that was asked since can be answered, each booking’s latest one', () => {
    const asked = (uid: string, askedAt: number) => ({ platform: 'standard', uid, askedAt, expiresAt: 99 });
    const here = contact({ questions: [asked('visit-1', 1)] });
    const before = contact({ questions: [asked('visit-1', 5), asked('visit-2', 3)] });
    expect(mergeContacts(here, before).questions).toEqual([asked('visit-2', 3), asked('visit-1', 5)]);
  });

  test('the later consent holds', () => {
    const consent = (at: number, given: boolean) => ({
      consent: { at, given, source: 'stated by standard' },
    });
    const merged = mergeContacts(contact(consent(1, true)), contact(consent(2, false)));
    expect(merged.consent?.given).toBe(false);
  });
});

test('Merging again changes nothing', () => {
  const before = contact({
    ...off(5),
    slots: [slot('b', 2)],
    replies: [{ id: 'in-1', at: 4, state: 'sent' }],
  });
  const merged = mergeContacts(contact({ slots: [slot('a', 1)] }), before);
  expect(mergeContacts(merged, before)).toEqual(merged);
});
