/** Each rule line of the guidance is carried by rules that do something: a policy from which any of them is taken gives another decision. */
import { describe, expect, test } from 'vitest';
import type { Booking } from '../../shared/booking/booking.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import type { AnswerValue } from '../../shared/screening/answer.ts';
import { booked, on, still, yes } from '../booking/gate-events.ts';
import { given } from '../booking/gate-specification.ts';

/** For each rule a form on which it, and it alone, finds something. */
const tellingForms: Readonly<Record<string, Record<string, AnswerValue>>> = {
  'botox-gap': { 'last-botox': on('2026-11-25') },
  'retinoid-pause': { 'uses-retinoids': yes, 'retinoid-last-use': still },
  'strong-actives-pause': { 'uses-strong-actives': yes, 'strong-actives-last-use': still },
  'sun-exposure': {},
};

const enabled = microneedlingPolicy.rules.filter((rule) => rule.enabled);
/** A rule that only the texts carry finds nothing; the care plan's own table holds it. */
const finding = enabled.filter((rule) => rule.kind !== 'advisory' || rule.shownOn === 'booking');

function decide(
  policy: Policy,
  answers: Record<string, AnswerValue>,
): Omit<NonNullable<Booking['decision']>, 'at'> {
  const { decision } = given(booked({ answers })).under(policy).when().booking();
  if (decision === undefined) throw new Error('nothing was decided');
  const { at: _at, ...rest } = decision;
  return rest;
}

function without(id: string): Policy {
  return { ...microneedlingPolicy, rules: microneedlingPolicy.rules.filter((rule) => rule.id !== id) };
}

describe('a policy without one of its rules', () => {
  test.each(finding.map(({ id }) => id))('%s decides otherwise', (id) => {
    const answers = tellingForms[id] ?? { [id]: yes };
    expect(decide(without(id), answers)).not.toEqual(decide(microneedlingPolicy, answers));
  });

  test.each(finding.map(({ id }) => id))('%s is missed by nothing but its own findings', (id) => {
    const answers = tellingForms[id] ?? { [id]: yes };
    const whole = decide(microneedlingPolicy, answers);
    const rest = decide(without(id), answers);
    expect(rest.findings).toEqual(whole.findings.filter((one) => one.rule !== id));
    expect(rest.conditions).toEqual(whole.conditions.filter((one) => one.rule !== id));
  });
});

test('a rule that is switched off is as good as taken away', () => {
  for (const { id } of finding) {
    const off = {
      ...microneedlingPolicy,
      rules: microneedlingPolicy.rules.map((rule) => (rule.id === id ? { ...rule, enabled: false } : rule)),
    };
    const answers = tellingForms[id] ?? { [id]: yes };
    expect(decide(off, answers)).toEqual(decide(without(id), answers));
  }
});

test('an outcome that a clinic sets otherwise is the one that comes out', () => {
  const softer = {
    ...microneedlingPolicy,
    rules: microneedlingPolicy.rules.map((rule) =>
      rule.id === 'botox-gap' && rule.kind === 'minimum-gap-since'
        ? { ...rule, outcome: 'review' as const }
        : rule,
    ),
  };
  expect(decide(softer, { 'last-botox': on('2026-11-25') }).outcome).toBe('review');
});

test('the decision names the policy version it used', () => {
  expect(decide({ ...microneedlingPolicy, version: 7 }, {}).policyVersion).toBe(7);
});
