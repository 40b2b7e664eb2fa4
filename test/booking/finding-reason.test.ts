/** Why a finding stands, as staff and clients read it: of the policy's rules and of the gate's own, in both languages. */
import { describe, expect, test } from 'vitest';
import type { Booking } from '../../shared/booking/booking.ts';
import type { Finding } from '../../shared/booking/finding.ts';
import { findingReason } from '../../shared/booking/finding-reason.ts';
import { type GateReasonAsked, isGateRule, sayValue } from '../../shared/booking/gate-reasons.ts';
import { gateRules } from '../../shared/booking/judge.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import type { AnswerValue } from '../../shared/screening/answer.ts';
import { answered, atTime, booked, no, on, otherVisit, shown, still, yes } from './gate-events.ts';
import { given } from './gate-specification.ts';

const monday = '2026-11-09T15:00:00Z';
const tuesday = '2026-11-10T15:00:00Z';
const zone = 'America/New_York';

const found: Record<(typeof gateRules)[number], () => Booking> = {
  'more-people': () =>
    given(booked({ people: 2 }))
      .when()
      .booking(),
  'unknown-treatment': () =>
    given(booked({ treatment: 'none' }))
      .when()
      .booking(),
  'not-told': () =>
    given(booked({ answers: { 'uses-retinoids': yes, 'retinoid-last-use': still } }))
      .when('2026-11-30T15:00:01Z')
      .booking(),
  'changed-answer': () =>
    given(booked({ answers: { 'pregnant-nursing': yes } }), shown(monday, 'pregnant-nursing'))
      .when(answered(tuesday, { 'pregnant-nursing': no }))
      .booking(),
  'ambiguous-reply': () =>
    given(booked())
      .when({ type: 'reply-ambiguous', at: Date.parse(monday) })
      .booking(),
  'other-name': () =>
    given(booked())
      .and(otherVisit('2026-11-24T15:00:00Z', { sameName: false }))
      .when()
      .booking(),
};

function say(rule: string, booking: Booking, asked: Pick<GateReasonAsked, 'audience' | 'language'>): string {
  const finding = booking.decision?.findings.find((one) => one.rule === rule);
  if (finding === undefined) throw new Error(`${rule} was not found`);
  const policy = booking.treatment === undefined ? undefined : microneedlingPolicy;
  return findingReason({ finding, booking, policy, zone, ...asked });
}

test('a time that the client gave is said, and a day without one is said to count to its end', () => {
  const asked = { audience: 'manager', language: 'en' } as const;
  const lastUse = (value: AnswerValue) =>
    given(
      booked({ at: '2026-11-30T22:00:00Z', answers: { 'uses-retinoids': yes, 'retinoid-last-use': value } }),
    )
      .when()
      .booking();
  expect(say('retinoid-pause', lastUse(atTime('2026-11-30T15:01:00Z')), asked)).toContain(
    '(Mon Nov 30 2026, 10:01 AM)',
  );
  expect(say('retinoid-pause', lastUse(on('2026-11-30')), asked)).toContain(
    '(Mon Nov 30 2026, counted to its end)',
  );
});

describe('the gate’s own findings', () => {
  test.each([
    [
      'more-people',
      'The booking is for 2 people, and only the first one was screened: please look at each of them.',
    ],
    [
      'unknown-treatment',
      'The service "hot stone massage" is mapped to no treatment, so no rule could be applied.',
    ],
    [
      'not-told',
      'The client was not told in time to pause strong actives from Mon Nov 30, 10:00 AM on: please ask before the visit.',
    ],
    [
      'changed-answer',
      '"Are you pregnant or nursing?" had stopped the visit and was changed from yes to no on Tue Nov 10, 10:00 AM: please ask the client.',
    ],
    [
      'ambiguous-reply',
      'Two clients share this phone number and one of them answered a text: please ask which visit was meant.',
    ],
  ] as const)('%s tells staff what to look at', (rule, sentence) => {
    expect(say(rule, found[rule](), { audience: 'manager', language: 'en' })).toBe(sentence);
  });

  test('a visit under another name is told with the rule it would decide', () => {
    const booking = found['other-name']();
    expect(say('other-name', booking, { audience: 'manager', language: 'en' })).toBe(
      'Botox on Tue Nov 24 2026 is less than 14 days before the visit; it would pass from Tue Dec 8 2026, 12:00 AM. That is a booking under the same phone or e-mail but another name: please check whether it is the same person.',
    );
  });

  test.each(gateRules)('%s tells clients only that a person confirms, in their language', (rule) => {
    const booking = found[rule]();
    expect(say(rule, booking, { audience: 'client', language: 'en' })).toBe(
      'The clinic will confirm this visit with you.',
    );
    expect(say(rule, booking, { audience: 'client', language: 'es' })).toBe(
      'La clínica le confirmará esta cita.',
    );
  });

  test.each(gateRules)('%s is said to staff in Spanish as well', (rule) => {
    const booking = found[rule]();
    const spanish = say(rule, booking, { audience: 'manager', language: 'es' });
    expect(spanish).toMatch(/^["A-ZÉÚÍÓÁ¿].{30,}\.$/u);
    expect(spanish).not.toBe(say(rule, booking, { audience: 'manager', language: 'en' }));
  });

  test('are told from a policy’s', () => {
    expect(isGateRule('more-people')).toBe(true);
    expect(isGateRule('botox-gap')).toBe(false);
  });
});

describe('a policy’s findings', () => {
  test('are said in the words of their rule, with their dates', () => {
    const booking = given(booked({ answers: { 'last-botox': on('2026-11-25') } }))
      .when()
      .booking();
    expect(say('botox-gap', booking, { audience: 'manager', language: 'en' })).toBe(
      'Botox on Wed Nov 25 2026 is less than 14 days before the visit; it would pass from Wed Dec 9 2026, 12:00 AM.',
    );
  });

  test('of a rule that is gone still have a sentence', () => {
    const booking = given(booked()).when().booking();
    const finding: Finding = { id: 'old-rule|answer:yes', rule: 'old-rule', outcome: 'review' };
    const asked = { finding, booking, policy: undefined, zone, audience: 'manager', language: 'en' } as const;
    expect(findingReason(asked)).toBe('The rule that found this is not at hand: please look at the booking.');
  });
});

test.each([
  [{ is: 'yes' }, 'yes', 'sí'],
  [{ is: 'unsure' }, 'not sure', 'no está seguro'],
  [{ is: 'date', date: '2026-12-01' }, 'Tue Dec 1 2026', 'mar 1 dic 2026'],
  [
    { is: 'instant', at: Date.parse('2026-12-01T20:00:00Z') },
    'Tue Dec 1, 3:00 PM (2026)',
    'mar 1 dic, 15:00 (2026)',
  ],
  [{ is: 'unreadable', raw: 'hm' }, '"hm"', '"hm"'],
] as const)('The answer %j is said as people read it', (value, english, spanish) => {
  expect([sayValue(value, 'en', zone), sayValue(value, 'es', zone)]).toEqual([english, spanish]);
});
