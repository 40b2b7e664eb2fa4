/** Turns the answers of one delivery or form into answers by question; a question answered twice in two ways is not answered. */
import type { PlatformAnswer } from '../platforms/platform.ts';
import type { Question } from '../policy/policy.ts';
import type { Instant } from '../time/instant.ts';
import type { AnswerSource, Answers, AnswerValue } from './answer.ts';
import { sameValue } from './answer.ts';
import { findQuestion, indexQuestions, type QuestionMap } from './match-question.ts';
import { readAnswer } from './read-answer.ts';

/** The most answers read of one delivery: several times a policy's questions; the rest counts as unmatched. */
export const sentAnswersMax = 250;

/** What one delivery or form sent, and for whom it is read. */
export interface SentAnswers {
  /** The questions the policy asks now. */
  questions: readonly Question[];
  clinicMap?: QuestionMap;
  sent: readonly PlatformAnswer[];
  at: Instant;
  /** The clinic's zone. */
  zone: string;
  source: AnswerSource;
}

/** `unmatched`: how many non-empty answers stood under a name that no asked question has. */
export interface CollectedAnswers {
  answers: Answers;
  unmatched: number;
}

/** Every answer carries the time and source of its delivery; empty ones are left out. */
export function collectAnswers(delivered: SentAnswers): CollectedAnswers {
  const { at, zone, source } = delivered;
  const index = indexQuestions(delivered.questions, delivered.clinicMap);
  const values = new Map<string, AnswerValue>();
  let unmatched = Math.max(0, delivered.sent.length - sentAnswersMax);
  for (const { names, raw } of delivered.sent.slice(0, sentAnswersMax)) {
    const question = findQuestion(index, names);
    if (question === undefined) {
      if (!isEmpty(raw)) unmatched += 1;
      continue;
    }
    const value = readAnswer(question, raw, { zone, answeredAt: at });
    if (value !== undefined) values.set(question.id, joined(values.get(question.id), value));
  }
  const answers = Object.fromEntries([...values].map(([id, value]) => [id, { value, at, source }]));
  return { answers, unmatched };
}

/** Two different answers at once contradict each other: a person has to ask. */
function joined(before: AnswerValue | undefined, value: AnswerValue): AnswerValue {
  if (before === undefined || sameValue(before, value)) return value;
  return { is: 'unreadable', raw: 'answered twice' };
}

function isEmpty(raw: unknown): boolean {
  if (raw === undefined || raw === null) return true;
  if (typeof raw === 'string') return raw.trim() === '';
  return Array.isArray(raw) && raw.length === 0;
}
