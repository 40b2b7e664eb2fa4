/** What the schema of a policy cannot see: ids that must be unique or must exist, and questions that must fit their rule. */
import { foldText } from '../screening/fold-text.ts';
import type { Policy, Question, Rule } from './policy.ts';
import { gapOf, placeholders } from './reason.ts';
import { languages } from './words.ts';

type QuestionType = Question['type'];

/** `path` as in `rules[3].gap.unit`; `expected` says what would be right there. */
export interface PolicyMistake {
  path: string;
  expected: string;
}

/** Every mistake of a policy that parsed; empty when its parts fit together. */
export function checkPolicy(policy: Policy): PolicyMistake[] {
  const types = new Map(policy.questions.map((question) => [question.id, question.type]));
  return [
    ...duplicates('questions', policy.questions),
    ...duplicates('rules', policy.rules),
    ...policy.questions.flatMap((question, index) => checkAskIf(question, index, policy.questions)),
    ...sharedNames(policy.questions),
    ...policy.rules.flatMap((rule, index) => checkRuleQuestions(rule, index, types)),
    ...policy.rules.flatMap(checkReasons),
  ];
}

function duplicates(list: string, items: readonly { id: string }[]): PolicyMistake[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }, index) => {
    const duplicate = seen.has(id);
    seen.add(id);
    return duplicate
      ? [{ path: `${list}[${index}].id`, expected: `expected an id not used before (${id} is)` }]
      : [];
  });
}

/** Only earlier yes-no questions may be waited for: so chains end, and a form can be read from top to bottom. */
function checkAskIf(question: Question, index: number, questions: readonly Question[]): PolicyMistake[] {
  if (question.askIf === undefined) return [];
  const parent = questions.slice(0, index).find((earlier) => earlier.id === question.askIf);
  if (parent?.type === 'yes-no') return [];
  return [{ path: `questions[${index}].askIf`, expected: 'expected the id of an earlier yes-no question' }];
}

/** One name for two questions would make an answer count for the wrong one. */
function sharedNames(questions: readonly Question[]): PolicyMistake[] {
  const owners = new Map<string, string>();
  const mistakes: PolicyMistake[] = [];
  questions.forEach((question, index) => {
    const named = [
      { path: `questions[${index}].id`, name: question.id },
      ...(question.names ?? []).map((name, at) => ({ path: `questions[${index}].names[${at}]`, name })),
      ...languages.map((language) => ({
        path: `questions[${index}].text.${language}`,
        name: question.text[language],
      })),
    ];
    for (const { path, name } of named) {
      const folded = foldText(name);
      const owner = owners.get(folded) ?? question.id;
      if (folded === '') mistakes.push({ path, expected: 'expected letters or digits' });
      else if (owner !== question.id)
        mistakes.push({ path, expected: `expected a name that ${owner} does not have` });
      else owners.set(folded, owner);
    }
  });
  return mistakes;
}

function checkRuleQuestions(
  rule: Rule,
  index: number,
  types: ReadonlyMap<string, QuestionType>,
): PolicyMistake[] {
  return questionFields(rule).flatMap(({ field, id, type }) => {
    const path = `rules[${index}].${field}`;
    if (type === undefined)
      return [{ path, expected: 'expected no question where only the texts carry the rule' }];
    if (types.get(id) === type) return [];
    return [{ path, expected: `expected the id of a ${type} question of this policy` }];
  });
}

/** Which questions a rule names, in which field, and of which type each must be; no type where there may be none. */
function questionFields(rule: Rule): { field: string; id: string; type: QuestionType | undefined }[] {
  switch (rule.kind) {
    case 'minimum-gap-since':
      return [{ field: 'question', id: rule.question, type: 'date' }];
    case 'pause-before-visit':
      return [
        { field: 'usesQuestion', id: rule.usesQuestion, type: 'yes-no' },
        { field: 'lastUseQuestion', id: rule.lastUseQuestion, type: 'last-use' },
      ];
    case 'contraindication':
    case 'clearance':
    case 'consult':
      return [{ field: 'question', id: rule.question, type: 'yes-no' }];
    case 'advisory': {
      if (rule.question === undefined) return [];
      return [
        { field: 'question', id: rule.question, type: rule.shownOn === 'texts' ? undefined : 'yes-no' },
      ];
    }
  }
}

function checkReasons(rule: Rule, index: number): PolicyMistake[] {
  const known: readonly string[] = gapOf(rule) === undefined ? [] : placeholders;
  const expected =
    known.length === 0
      ? 'expected no placeholder in braces'
      : `expected no other placeholder than ${known.join(', ')}`;
  return (['client', 'manager'] as const).flatMap((audience) =>
    languages.flatMap((language) => {
      const used = rule.reason[audience][language].matchAll(/\{([^}]*)\}/g);
      const wrong = [...used].some(([, name]) => name !== undefined && !known.includes(name));
      return wrong ? [{ path: `rules[${index}].reason.${audience}.${language}`, expected }] : [];
    }),
  );
}
