/** A screening form that is sent: what its answers lead to, and what becomes of them where the form is closed by now. */
import type { AskedQuestion, PageView } from '../../../shared/api/page-view.ts';
import { givenAfter } from '../../../shared/booking/answers.ts';
import { decide } from '../../../shared/booking/decide.ts';
import type { BookingEvent } from '../../../shared/booking/event.ts';
import { evolve } from '../../../shared/booking/evolve.ts';
import { standingFindings } from '../../../shared/booking/finding.ts';
import { hasCarePlan } from '../../../shared/follow-up/agenda.ts';
import { aboutBooking } from '../../../shared/journal/about-booking.ts';
import type { PlatformAnswer } from '../../../shared/platforms/platform.ts';
import { askedQuestions } from '../../../shared/policy/asked-questions.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import type { Language } from '../../../shared/policy/words.ts';
import type { Answers } from '../../../shared/screening/answer.ts';
import { collectAnswers } from '../../../shared/screening/collect-answers.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import { changeBooking, type Standpoint } from '../change-booking.ts';
import { type PageDeps, placeOf } from '../deps.ts';
import { makePage } from '../texts/make-page.ts';
import { forgetDraft } from './drafts.ts';
import { daysBeyond } from './open-questions.ts';
import { close, closedWhy, type Opened, openToken, screeningPolicy, unknownToken } from './open-token.ts';
import type { Closed } from './page-views.ts';
import { pauseOf } from './standing.ts';

/** Answers are decided on when the form is sent; what was given is kept also where something is missing. */
export async function submitScreening(
  deps: PageDeps,
  token: string,
  sent: PlatformAnswer[],
  language?: Language,
): Promise<PageView | undefined> {
  const opened = await openToken(deps, token, 'screening');
  if (opened === undefined) return unknownToken(language);
  const now = deps.clock.now();
  const policy = await screeningPolicy(deps, opened.standpoint);
  const answers = readSent(opened, policy, sent, now);
  const refuse = (why: Closed['why'], standpoint = opened.standpoint) =>
    closeWith(deps, { ...opened, standpoint }, why, typedIn(policy, answers), language);
  if (opened.closed !== undefined) return refuse(opened.closed);
  if (policy === undefined) return undefined;
  const answered = await changeBooking(
    deps,
    placeOf(opened.standpoint.booking),
    (standpoint) =>
      closedWhy(opened.item, standpoint.booking, now) === undefined
        ? answerEvents({ ...standpoint, policy }, answers, now)
        : undefined,
    { now },
  );
  if (answered === undefined) return refuse('cancelled');
  const why = closedWhy(opened.item, answered.booking, now);
  if (why !== undefined) return refuse(why, answered);
  if (Object.keys(opened.draft?.values ?? {}).length > 0) await forgetDraft(deps, placeOf(answered.booking));
  deps.journal.note({ event: 'screening-submitted', ...aboutBooking(answered.booking) });
  await makeCarePage(deps, { ...answered, policy }, now);
  return undefined;
}

/** What was typed into a form that is closed, and saved by a button: nobody keeps it, so its page shows it. */
export async function showUntaken(
  deps: PageDeps,
  token: string,
  sent: PlatformAnswer[],
  language?: Language,
): Promise<PageView> {
  const opened = await openToken(deps, token, 'screening');
  if (opened === undefined) return unknownToken(language);
  const policy = await screeningPolicy(deps, opened.standpoint);
  const answers = readSent(opened, policy, sent, deps.clock.now());
  return closeWith(deps, opened, opened.closed ?? 'cancelled', typedIn(policy, answers), language);
}

function closeWith(
  deps: PageDeps,
  opened: Opened,
  why: Closed['why'],
  typed: AskedQuestion[],
  language: Language | undefined,
): PageView {
  const closed = close(deps, opened, why, language);
  return typed.length === 0 ? closed : { ...closed, typed };
}

function readSent(
  { standpoint }: Opened,
  policy: Policy | undefined,
  sent: PlatformAnswer[],
  at: Instant,
): Answers {
  const questions = policy === undefined ? [] : askedQuestions(policy);
  return collectAnswers({ questions, sent, at, zone: standpoint.clinic.zone, source: 'form' }).answers;
}

/** In the order of the form. */
function typedIn(policy: Policy | undefined, answers: Answers): AskedQuestion[] {
  const questions = policy === undefined ? [] : askedQuestions(policy);
  return questions.flatMap((question) => {
    const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
    return answer === undefined ? [] : [{ question, value: answer.value }];
  });
}

/** The answers, and what the result page will show of them, in one change: a form that comes back shows nothing of it. `undefined` where an empty form is sent and nothing is news. */
function answerEvents(standpoint: Standpoint, sent: Answers, now: Instant): BookingEvent[] | undefined {
  const { booking, facts, policy, clinic } = standpoint;
  const answers = givenAfter(booking, sent);
  const version = policy === undefined ? {} : { policyVersion: policy.version };
  const answered: BookingEvent[] =
    Object.keys(answers).length === 0 ? [] : [{ type: 'answered', answers, at: now, by: 'form', ...version }];
  if (daysBeyond(standpoint, sent, now).length > 0) return answered.length === 0 ? undefined : answered;
  const { decision } = decide(answered.reduce(evolve, booking), facts, policy, clinic, now);
  const shown = standingFindings(decision);
  const pauseFrom = pauseOf(decision);
  const events: BookingEvent[] = [
    ...answered,
    ...(shown.length === 0
      ? []
      : [{ type: 'outcome-shown', rules: shown.map(({ rule }) => rule), at: now } as const]),
    ...(decision.outcome === 'allowed' && pauseFrom !== undefined
      ? [{ type: 'told-to-pause', pauseFrom, at: now } as const]
      : []),
  ];
  return events.length === 0 ? undefined : events;
}

/** For the page that shows the result to lead to. */
async function makeCarePage(
  deps: PageDeps,
  standpoint: Standpoint & { policy: Policy },
  now: Instant,
): Promise<void> {
  const { booking, policy } = standpoint;
  if (booking.decision?.outcome !== 'allowed' || !hasCarePlan(policy)) return;
  const { made } = await makePage(deps, standpoint, 'care');
  if (made.length > 0) await changeBooking(deps, placeOf(booking), () => made, { now });
}
