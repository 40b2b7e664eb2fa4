/** What the client told staff, read as the screening form reads it. */
import type { ProblemError } from '../api/problem.ts';
import { askedQuestions } from '../policy/asked-questions.ts';
import type { Question } from '../policy/policy.ts';
import type { Answers } from '../screening/answer.ts';
import { type DateBounds, sideOf } from '../screening/date-bounds.ts';
import { readAnswer } from '../screening/read-answer.ts';
import { isAhead } from './ahead.ts';
import { answerDays } from './answer-days.ts';
import { givenAfter } from './answers.ts';
import {
  type ActSituation,
  type BookingAct,
  type PlannedAct,
  planned,
  refused,
  type Staff,
  staffAct,
} from './asked-act.ts';
import type { BookingEvent } from './event.ts';
import { standingFindings } from './finding.ts';
import { isReserved } from './judge.ts';

/** Answers that are submitted take the published policy, whoever writes them down. */
export function planAnswers(
  asked: Extract<BookingAct, { act: 'record-answers' }>,
  staff: Staff,
  situation: ActSituation,
): PlannedAct {
  const { booking, now } = situation;
  const policy = situation.published ?? situation.policy;
  if (policy === undefined) return refused('answers', 'expected a booking of a treatment with questions');
  if (!isAhead(booking, now)) return refused('answers', 'expected a visit that has not begun');
  const { answers, mistakes } = readAll(asked.answers, answerableQuestions(situation), situation);
  if (mistakes.length > 0) return { plan: 'refused', mistakes };
  return planned(...shownToStaff(staff, situation), {
    type: 'answered',
    answers: givenAfter(booking, answers),
    at: now,
    by: 'staff',
    act: staffAct(staff, asked, now),
    policyVersion: policy.version,
  });
}

/** What may be written down, answered before or not: the questions that staff are shown are those their answers are read by. */
export function answerableQuestions({
  published,
  policy,
}: Pick<ActSituation, 'published' | 'policy'>): Question[] {
  const asked = published ?? policy;
  return asked === undefined ? [] : askedQuestions(asked);
}

/** A manager who hears another answer lifts nothing that only a clinician may approve: it stays for one to look at, also where no text had told the client of it. */
function shownToStaff({ role }: Staff, { booking, policy, now }: ActSituation): BookingEvent[] {
  const reserved = standingFindings(booking.decision).filter((one) => isReserved(one, policy));
  return role === 'clinician' || reserved.length === 0
    ? []
    : [{ type: 'outcome-shown', rules: reserved.map(({ rule }) => rule), at: now }];
}

function readAll(
  said: Readonly<Record<string, string>>,
  questions: readonly Question[],
  { booking, clinic, now }: ActSituation,
): { answers: Answers; mistakes: ProblemError[] } {
  const answers: Answers = {};
  const mistakes: ProblemError[] = [];
  for (const [id, raw] of Object.entries(said)) {
    const question = questions.find((one) => one.id === id);
    const path = `answers.${id}`;
    if (question === undefined) {
      mistakes.push({ path, expected: 'expected one of the questions that are asked' });
      continue;
    }
    const value = readAnswer(question, raw, { zone: clinic.zone, answeredAt: now });
    const days = answerDays(question, { booking, clinic, now });
    const isBeyond = days !== undefined && sideOf(value, days) !== undefined;
    if (value === undefined || value.is === 'unreadable' || isBeyond) {
      mistakes.push({ path, expected: expectedOf(question, days) });
    } else {
      answers[id] = { value, at: now, source: 'staff' };
    }
  }
  return { answers, mistakes };
}

function expectedOf({ type }: Question, days: DateBounds | undefined): string {
  if (days === undefined) return 'expected yes, no or unsure';
  const still = type === 'last-use' ? 'still, ' : '';
  return `expected a date from ${days.from} to ${days.until}, ${still}never or unsure`;
}
