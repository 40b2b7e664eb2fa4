/** Finds which question an answer belongs to, whatever the platform calls it. */
import type { Question } from '../policy/policy.ts';
import { languages } from '../policy/words.ts';
import { foldText } from './fold-text.ts';

/** A clinic's own names of questions (slug or text) and the question's id each stands for. */
export type QuestionMap = Readonly<Record<string, string>>;

/** The most names looked at per answer: a slug, a label and a text or two. */
const namesMax = 8;

/** Folded name -> question, best first: the clinic's map, ids, other names, texts. A mapped id that is not asked stays a match for nothing. */
export type QuestionIndex = readonly ReadonlyMap<string, Question | undefined>[];

/** Built once per delivery, for it folds every name of every question. */
export function indexQuestions(questions: readonly Question[], clinicMap: QuestionMap = {}): QuestionIndex {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const mapped = Object.entries(clinicMap).map(([name, id]) => [name, byId.get(id)] as const);
  const ids = questions.map((question) => [question.id, question] as const);
  const names = questions.flatMap((question) =>
    (question.names ?? []).map((name) => [name, question] as const),
  );
  const texts = questions.flatMap((question) =>
    languages.map((language) => [question.text[language], question] as const),
  );
  return [mapped, ids, names, texts].map(
    (pairs) => new Map(pairs.map(([name, question]) => [foldText(name), question])),
  );
}

/** The question of the first stage in which any of the names is found. */
export function findQuestion(index: QuestionIndex, names: readonly string[]): Question | undefined {
  const folded = names
    .slice(0, namesMax)
    .map(foldText)
    .filter((name) => name !== '');
  for (const stage of index) {
    const name = folded.find((candidate) => stage.has(candidate));
    if (name !== undefined) return stage.get(name);
  }
  return undefined;
}

/** The asked question that one of the names stands for; names are compared folded, the clinic's map before all else. */
export function matchQuestion(
  questions: readonly Question[],
  names: readonly string[],
  clinicMap?: QuestionMap,
): Question | undefined {
  return findQuestion(indexQuestions(questions, clinicMap), names);
}
