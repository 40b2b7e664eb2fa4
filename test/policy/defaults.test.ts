/** The default policy carries every rule line of the guidance, and switches on nothing beyond it. */
import { describe, expect, test } from 'vitest';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import type { Rule } from '../../shared/policy/policy.ts';

const { rules } = microneedlingPolicy;

function lineOf(rule: Rule): string {
  return rule.source.document === 'microneedling-101' ? rule.source.line : rule.source.document;
}

describe('the default microneedling policy', () => {
  test.each([
    ['Avoid Retin-A and other strong actives 24 hours before.', ['retinoid-pause', 'strong-actives-pause']],
    ['Skip prolonged sun exposure and tanning beds.', ['sun-exposure']],
    ['Keep your face clean, no makeup on the day of treatment.', ['bare-face']],
    [
      'Inform your technician if you take blood thinners or are under a physician’s care.',
      ['blood-thinners', 'physician-care'],
    ],
    ['Wait at least 2 weeks after Botox injections.', ['botox-gap']],
    ['If you have an active breakout, consult your practitioner.', ['active-breakout']],
    ['Hemophilia or bleeding disorders', ['bleeding-disorder']],
    ['Severe acne or papulopustular rosacea', ['severe-acne-rosacea']],
    ['Active infections, cold sores, or inflammation', ['active-infection']],
    ['Pregnant or nursing', ['pregnant-nursing']],
    ['Certain autoimmune conditions or recent chemotherapy', ['autoimmune', 'recent-chemo']],
    [
      'Some conditions may require a doctor’s clearance, like heart disease, diabetes, or cancer history.',
      ['heart-disease', 'diabetes', 'cancer-history'],
    ],
  ])('carries "%s"', (line, ids) => {
    expect(rules.filter((rule) => lineOf(rule) === line).map(({ id }) => id)).toEqual(ids);
  });

  test('what is beyond the source is switched off, and all else is on', () => {
    for (const rule of rules) expect(rule.enabled).toBe(rule.source.document === 'microneedling-101');
    expect(rules.filter((rule) => !rule.enabled).map(({ id }) => id)).toEqual([
      'isotretinoin-gap',
      'sunburn-now',
      'filler-gap',
      'peel-laser-gap',
      'keloids',
      'cold-sore-history',
      'waxing-gap',
      'series-spacing',
    ]);
  });

  test('waits 14 calendar days after Botox and pauses actives for 24 hours', () => {
    expect(rules[0]).toMatchObject({
      id: 'botox-gap',
      gap: { amount: 14, unit: 'days' },
      countsVisitsFor: 'botox',
    });
    expect(rules[1]).toMatchObject({ id: 'retinoid-pause', pause: { amount: 24, unit: 'hours' } });
    expect(rules[2]).toMatchObject({ id: 'strong-actives-pause', pause: { amount: 24, unit: 'hours' } });
  });
});
