/** Reads a posted screening form into answers under the questions' ids; what they mean is the screening's business. */
import type { PlatformAnswer } from '../../shared/platforms/platform.ts';
import { policyQuestionsMax } from '../../shared/policy/policy.ts';
import { identifier } from '../../shared/policy/words.ts';
import { dateChoice, questionOfDateField } from './form-fields.ts';

/** A choice and a date for each question of the largest policy; what comes after is no form of ours. */
const fieldsMax = 2 * policyQuestionsMax;

interface Given {
  choices: Set<string>;
  dates: Set<string>;
}

/**
 * One answer per question that got anything. A question with two different values (a date beside "never", a field
 * sent twice) keeps both, so that the contradiction is seen; a date that was chosen and not given stays visible as such.
 */
export function readForm(body: Uint8Array): PlatformAnswer[] {
  const fields = [...new URLSearchParams(new TextDecoder().decode(body))].slice(0, fieldsMax);
  const given = new Map<string, Given>();
  for (const [field, value] of fields) {
    const dated = questionOfDateField(field);
    const question = dated ?? field;
    if (value.trim() === '' || !identifier.safeParse(question).success) continue;
    const before = given.get(question) ?? { choices: new Set(), dates: new Set() };
    (dated === undefined ? before.choices : before.dates).add(value);
    given.set(question, before);
  }
  return [...given].map(([question, values]) => ({ names: [question], raw: rawOf(values) }));
}

function rawOf({ choices, dates }: Given): string | string[] {
  const chosen = [...choices].filter((choice) => choice !== dateChoice || dates.size === 0);
  const values = [...chosen, ...dates];
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}
