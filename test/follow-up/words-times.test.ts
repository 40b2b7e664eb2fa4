/** What texts say of days and times: the clinic's, whole, and right on the edge of a day. */
import { describe, expect, test } from 'vitest';
import { carePlan } from '../../shared/follow-up/care-plan.ts';
import type { MilestoneId, TextFacts } from '../../shared/follow-up/milestone.ts';
import { sayMoment } from '../../shared/follow-up/say-time.ts';
import type { Language } from '../../shared/policy/words.ts';
import { instantOf } from '../../shared/time/zone.ts';
import { ordinaryFacts } from './text-facts.ts';

const { zone } = ordinaryFacts;

function said(id: MilestoneId, language: Language, changed: Partial<TextFacts> = {}): string {
  return carePlan[id].words[language]({ ...ordinaryFacts, ...changed });
}

describe('a moment', () => {
  test.each([
    ['2026-12-01', 15 * 60, 'Tue Dec 1, 3:00 PM', 'mar 1 dic, 15:00'],
    ['2026-01-31', 0, 'Sat Jan 31, 12:00 AM', 'sáb 31 ene, 0:00'],
    ['2026-02-28', 12 * 60 + 5, 'Sat Feb 28, 12:05 PM', 'sáb 28 feb, 12:05'],
    ['2026-09-23', 9 * 60 + 30, 'Wed Sep 23, 9:30 AM', 'mié 23 sep, 9:30'],
  ])('%s at minute %i', (date, minute, en, es) => {
    expect(sayMoment(instantOf(date, minute, zone), zone, 'en')).toBe(en);
    expect(sayMoment(instantOf(date, minute, zone), zone, 'es')).toBe(es);
  });

  test("is the zone's, not the machine's", () => {
    const at = Date.UTC(2026, 11, 1, 20, 0);
    expect(sayMoment(at, 'Asia/Kolkata', 'en')).toBe('Wed Dec 2, 1:30 AM');
    expect(sayMoment(at, 'America/Los_Angeles', 'en')).toBe('Tue Dec 1, 12:00 PM');
  });
});

describe('morning-of', () => {
  test.each([
    ['2026-12-01', 0, 'today at 3:00 PM', 'hoy a las 15:00'],
    ['2026-11-30', 23 * 60 + 59, 'tomorrow at 3:00 PM', 'mañana a las 15:00'],
    ['2026-11-29', 18 * 60, 'on Tue Dec 1 at 3:00 PM', 'el mar 1 dic a las 15:00'],
  ])('published on %s at minute %i', (date, minute, en, es) => {
    const now = instantOf(date, minute, zone);
    expect(said('morning-of', 'en', { now })).toContain(`See you ${en}, 120 Grove St.`);
    expect(said('morning-of', 'es', { now })).toContain(`Le esperamos ${es}, 120 Grove St.`);
  });
});

describe('not-yet', () => {
  test('says the earliest date, with a time only where the day is not whole', () => {
    const midnight = instantOf('2026-12-09', 0, zone);
    const noon = instantOf('2026-12-09', 12 * 60, zone);
    expect(said('not-yet', 'en', { eligibleFrom: midnight })).toContain('Earliest: Dec 9. Call +1');
    expect(said('not-yet', 'en', { eligibleFrom: noon })).toContain('Earliest: Dec 9, 12:00 PM. Call +1');
    expect(said('not-yet', 'es', { eligibleFrom: noon })).toContain(
      'Posible desde el 9 dic, 12:00. Llame al +1',
    );
  });

  test('where no date helps it asks to call and promises none', () => {
    expect(said('not-yet', 'en')).toMatch(/please do not come Tue Dec 1 as planned\. Please call us .*: \+1/);
    expect(said('not-yet', 'en')).not.toContain('Earliest');
    expect(said('not-yet', 'es')).toMatch(/por favor no venga el 1 dic\. Por favor llame .*: \+1/);
    expect(said('not-yet', 'es')).not.toContain('Posible');
  });
});

test('day-before says from when to pause', () => {
  expect(said('day-before', 'en')).toContain('From Mon 3:00 PM pause');
  expect(said('day-before', 'es')).toContain('Desde lun 15:00 pause');
});

test('two-weeks-before says the last day for Botox and the visit', () => {
  expect(said('two-weeks-before', 'en')).toMatch(
    /last day is Tue Nov 17, then none until your visit on Dec 1\./,
  );
  expect(said('two-weeks-before', 'es')).toMatch(/el mar 17 nov; .* su cita del 1 dic\./);
});

test('day-2 says when three days are over, elapsed across a clock change', () => {
  const endAt = instantOf('2026-10-30', 16 * 60, zone);
  expect(said('day-2', 'en', { endAt })).toContain('until Mon 3:00 PM');
});

test('day-3 says the last day of the two sunscreen weeks', () => {
  expect(said('day-3', 'en')).toContain('until Tue Dec 15.');
  expect(said('day-3', 'es')).toContain('hasta el mar 15 dic.');
});
