/** Every way in which a configured policy can be wrong, and the path it is refused with. */
import { describe, expect, test } from 'vitest';
import { botoxPolicy } from '../../shared/policy/defaults/botox.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import { loadPolicy, policyMistakesMax } from '../../shared/policy/load-policy.ts';

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;

/** The default policy as plain JSON with the value at a path replaced, or removed where none is given. */
function changed(path: (string | number)[], value?: Json): unknown {
  const policy: unknown = structuredClone(microneedlingPolicy);
  let target: unknown = policy;
  for (const key of path.slice(0, -1)) target = Reflect.get(Object(target), key);
  const last = path.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(Object(target), last);
  else Reflect.set(Object(target), last, value);
  return policy;
}

function mistakesOf(data: unknown): { path: string; expected: string }[] {
  const loaded = loadPolicy(data);
  return loaded.ok ? [] : loaded.mistakes;
}

describe('policies that load', () => {
  test.each([microneedlingPolicy, botoxPolicy])('the default $treatment policy', (policy) => {
    expect(loadPolicy(structuredClone(policy))).toEqual({ ok: true, policy });
  });
});

describe('policies that are refused', () => {
  test.each<[string, (string | number)[], Json | undefined, string, string]>([
    ['an unknown rule kind', ['rules', 3, 'kind'], 'guess', 'rules[3].kind', 'one of minimum-gap-since, '],
    ['a rule without a kind', ['rules', 3, 'kind'], undefined, 'rules[3].kind', 'one of minimum-gap-since, '],
    ['a gap without unit', ['rules', 0, 'gap', 'unit'], undefined, 'rules[0].gap.unit', 'one of hours, days'],
    ['a gap in weeks', ['rules', 1, 'pause', 'unit'], 'weeks', 'rules[1].pause.unit', 'one of hours, days'],
    ['a gap of nothing', ['rules', 0, 'gap', 'amount'], 0, 'rules[0].gap.amount', 'more than 0'],
    [
      'a missing translation of a reason',
      ['rules', 2, 'reason', 'client', 'es'],
      undefined,
      'rules[2].reason.client.es',
      'a text',
    ],
    [
      'a blank translation',
      ['questions', 0, 'text', 'es'],
      '  ',
      'questions[0].text.es',
      'expected some text',
    ],
    ['a field that does not exist', ['rules', 0, 'gapp'], 1, 'rules[0].gapp', 'no such field'],
    [
      'an unknown source',
      ['rules', 0, 'source', 'document'],
      'hearsay',
      'rules[0].source.document',
      'one of ',
    ],
    ['a duplicate rule id', ['rules', 2, 'id'], 'botox-gap', 'rules[2].id', 'not used before'],
    ['a duplicate question id', ['questions', 5, 'id'], 'last-botox', 'questions[5].id', 'not used before'],
    [
      'a rule that names no question of the policy',
      ['rules', 0, 'question'],
      'last-botoks',
      'rules[0].question',
      'a date question',
    ],
    [
      'a rule whose question has another type',
      ['rules', 0, 'question'],
      'uses-retinoids',
      'rules[0].question',
      'a date question',
    ],
    [
      'a pause whose last-use question is missing',
      ['rules', 1, 'lastUseQuestion'],
      'nothing',
      'rules[1].lastUseQuestion',
      'a last-use question',
    ],
    [
      'a question for a rule that only texts carry',
      ['rules', 4, 'question'],
      'diabetes',
      'rules[4].question',
      'no question',
    ],
    ['askIf of no question', ['questions', 2, 'askIf'], 'nothing', 'questions[2].askIf', 'earlier yes-no'],
    ['askIf of itself', ['questions', 1, 'askIf'], 'uses-retinoids', 'questions[1].askIf', 'earlier yes-no'],
    [
      'askIf of a later question',
      ['questions', 1, 'askIf'],
      'diabetes',
      'questions[1].askIf',
      'earlier yes-no',
    ],
    [
      'askIf of a date question',
      ['questions', 1, 'askIf'],
      'last-botox',
      'questions[1].askIf',
      'earlier yes-no',
    ],
    [
      'a name that two questions share, but for case and accents',
      ['questions', 6, 'names'],
      ['ANTICOAGULÁNTES'],
      'questions[6].names[0]',
      'a name that blood-thinners does not have',
    ],
    [
      'a reason with an unknown placeholder',
      ['rules', 0, 'reason', 'manager', 'en'],
      'Botox on {lastt}.',
      'rules[0].reason.manager.en',
      'no other placeholder than last, date, time, gap',
    ],
    [
      'a date in the reason of a rule that has none',
      ['rules', 8, 'reason', 'client', 'es'],
      'Desde el {date}.',
      'rules[8].reason.client.es',
      'no placeholder',
    ],
  ])('%s', (_, path, value, told, expected) => {
    const mistakes = mistakesOf(changed(path, value));
    expect(mistakes.map((mistake) => mistake.path)).toContain(told);
    expect(mistakes.find((mistake) => mistake.path === told)?.expected).toContain(expected);
  });

  test('every mistake is told at once', () => {
    const policy = { ...microneedlingPolicy, version: 0, title: { en: 'Only one' } };
    expect(mistakesOf(policy).map(({ path }) => path)).toEqual(['version', 'title.es']);
  });

  test.each([undefined, null, 3, 'policy', []])('%s is no policy', (data) => {
    expect(mistakesOf(data)).toEqual([{ path: 'policy', expected: 'expected a map of its fields' }]);
  });

  test('more mistakes than a person corrects at once are cut', () => {
    const rules = Array.from({ length: 60 }, () => ({ ...microneedlingPolicy.rules[0], reason: {} }));
    expect(mistakesOf({ ...microneedlingPolicy, rules })).toHaveLength(policyMistakesMax);
  });
});
