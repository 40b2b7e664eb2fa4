/** The sentences that say why, in both languages and for both readers. */
import { describe, expect, test } from 'vitest';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import { gapOf, reasonSentence } from '../../shared/policy/reason.ts';
import { languages } from '../../shared/policy/words.ts';
import { at, zone } from './given.ts';
import { ruleOf } from './rule-of.ts';

const found = { eligibleFrom: at('2026-12-01T05:00:00Z'), last: '2026-11-17' };
const audiences = ['client', 'manager'] as const;

describe('the reason of a dated finding', () => {
  test('tells the manager the fact and from when it would pass, in the clinic zone', () => {
    const rule = ruleOf('botox-gap');
    expect(reasonSentence({ rule, audience: 'manager', language: 'en', found, zone })).toBe(
      'Botox on Tue Nov 17 2026 is less than 14 days before the visit; it would pass from Tue Dec 1 2026, 12:00 AM.',
    );
    expect(reasonSentence({ rule, audience: 'manager', language: 'es', found, zone })).toBe(
      'El bótox del mar 17 nov 2026 queda a menos de 14 días de la cita; pasaría a partir del mar 1 dic 2026, 0:00.',
    );
  });

  test('tells the client the day, and says it once', () => {
    const rule = ruleOf('botox-gap');
    expect(reasonSentence({ rule, audience: 'client', language: 'en', found, zone })).toBe(
      'We leave at least 14 days between Botox and microneedling, so the first day for this visit is Tue Dec 1 2026.',
    );
  });

  test("says the clinic's own gap, not the default one", () => {
    const rule = ruleOf('retinoid-pause');
    if (rule.kind !== 'pause-before-visit') throw new Error('expected a pause');
    const longer = { ...rule, pause: { amount: 1, unit: 'days' as const } };
    const sentence = reasonSentence({ rule: longer, audience: 'client', language: 'es', found, zone });
    expect(sentence).toContain('una pausa de 1 día');
  });

  test.each([
    [
      'said',
      {},
      'Last retinoid use (Mon Nov 30 2026, counted to its end) is less than 24 hours before the visit; it would pass from Tue Dec 1 2026, 12:00 AM.',
    ],
    [
      'beside',
      { isDateBeside: true },
      'Last retinoid use (Mon Nov 30 2026, counted to its end) is less than 24 hours before the visit.',
    ],
  ] as const)('says of a day without a time how it counts, with the date %s', (_, how, sentence) => {
    const asked = { rule: ruleOf('retinoid-pause'), audience: 'manager', language: 'en', zone } as const;
    expect(reasonSentence({ ...asked, ...how, found: { ...found, last: '2026-11-30' } })).toBe(sentence);
  });

  test('says a time that was given, and nothing of days without one', () => {
    const lastAt = { ...found, last: '2026-11-30', lastAt: at('2026-11-30T14:00:00Z') };
    const asked = { rule: ruleOf('strong-actives-pause'), audience: 'manager', zone, found: lastAt } as const;
    expect(reasonSentence({ ...asked, language: 'en' })).toMatch(
      /^Last use of strong actives \(Mon Nov 30 2026, 9:00 AM\) is less/,
    );
    expect(reasonSentence({ ...asked, language: 'es' })).toMatch(/\(lun 30 nov 2026, 9:00\) queda a menos/);
  });

  test('tells the manager that a fact stands under another name, and the client nothing of it', () => {
    const rule = ruleOf('botox-gap');
    const other = { ...found, otherName: true };
    expect(reasonSentence({ rule, audience: 'manager', language: 'en', found: other, zone })).toContain(
      'another name',
    );
    for (const language of languages) {
      const sentence = reasonSentence({ rule, audience: 'client', language, found: other, zone });
      expect(sentence).not.toMatch(/bot|bót|2026/i);
    }
  });
});

describe('the reason of every rule', () => {
  test.each(
    microneedlingPolicy.rules,
  )('$id leaves no placeholder, in both languages and for both readers', (rule) => {
    for (const language of languages) {
      for (const audience of audiences) {
        const facts = gapOf(rule) === undefined ? {} : found;
        const sentence = reasonSentence({ rule, audience, language, found: facts, zone });
        expect(sentence).toMatch(/^[A-ZÁÉÍÓÚ].*[^.]\.$/u);
        expect(sentence).not.toMatch(/[{}]|undefined|unknown|desconocido/);
      }
    }
  });

  test.each(microneedlingPolicy.rules)('$id tells nobody to stop a medicine', (rule) => {
    const told = [rule.reason.client.en, rule.reason.client.es].join(' ');
    expect(told).not.toMatch(/\bstop\b|\bdeje de\b|\bsuspenda\b|\binterrumpa\b/i);
  });

  test('the retinoid rule sends the client to the doctor or us first', () => {
    const { client } = ruleOf('retinoid-pause').reason;
    expect(client.en).toContain('if a doctor prescribed yours, please ask them or us first');
    expect(client.es).toContain('si se lo recetó un médico');
  });
});
