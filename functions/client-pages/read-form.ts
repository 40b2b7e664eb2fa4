/** Reads the pages' forms: answers under the questions' ids (what they mean is the screening's business), and what else a form says. */
import type { PlatformAnswer } from '../../shared/platforms/platform.ts';
import { policyQuestionsMax } from '../../shared/policy/policy.ts';
import { identifier } from '../../shared/policy/words.ts';
import { dateChoice, openedField, questionOfDateField, textsField } from './form-fields.ts';

/** A choice and a date for each question of the largest policy, and when it was shown; what comes after is no form of ours. */
const fieldsMax = 2 * policyQuestionsMax + 1;

interface Given {
  choices: Set<string>;
  dates: Set<string>;
}

/**
 * One answer per question that got anything. A question with two different values (a date beside "never", a field
 * sent twice) keeps both, so that the contradiction is seen; a date that was chosen and not given stays visible as such.
 */
export function readForm(body: Uint8Array): PlatformAnswer[] {
  const fields = fieldsOf(body);
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

/** When the page was shown that sent this, epoch ms; 0 where it does not say. */
export function readOpenedAt(body: Uint8Array): number {
  const [, said = ''] = fieldsOf(body).find(([field]) => field === openedField) ?? [];
  return /^\d{1,15}$/.test(said) ? Number(said) : 0;
}

/** What the care page's buttons ask for. */
export function readTextsAsked(body: Uint8Array): 'stop' | 'start' | undefined {
  const [, asked] = fieldsOf(body).find(([field]) => field === textsField) ?? [];
  return asked === 'stop' || asked === 'start' ? asked : undefined;
}

/** The fields of a form of ours as they came, to be sent once more; anything else is left out. */
export function readAgain(body: Uint8Array): [field: string, value: string][] {
  return fieldsOf(body).filter(
    ([field]) => field === openedField || identifier.safeParse(questionOfDateField(field) ?? field).success,
  );
}

function fieldsOf(body: Uint8Array): [string, string][] {
  return [...new URLSearchParams(new TextDecoder().decode(body))].slice(0, fieldsMax);
}

function rawOf({ choices, dates }: Given): string | string[] {
  const chosen = [...choices].filter((choice) => choice !== dateChoice || dates.size === 0);
  const values = [...chosen, ...dates];
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}
