/** A screening form that is sent: what its answers lead to, and what becomes of them where the form is closed by now. */

import type { AskedQuestion, PageView } from '../../../shared/api/page-view.ts';
import { answerDays } from '../../../shared/booking/answer-days.ts';
import { givenAfter } from '../../../shared/booking/answers.ts';
import type { Booking } from '../../../shared/booking/booking.ts';
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
import { sideOf } from '../../../shared/screening/date-bounds.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import { changeBooking, type Standpoint } from '../change-booking.ts';
import { type PageDeps, placeOf } from '../deps.ts';
import { makePage } from '../texts/make-page.ts';
import { forgetDraft } from './drafts.ts';
import { close, closedWhy, type Opened, openToken, screeningPolicy, unknownToken } from './open-token.ts';
import { type Closed, frameOf, pauseOf, resultOf, screeningView } from './page-views.ts';

/** Answers are decided on when the form is sent; what was given is kept also where something is missing. */
export async function submitScreening(
  deps: PageDeps,
  token: string,
  sent: PlatformAnswer[],
  language?: Language,
): Promise<PageView> {
  const opened = await openToken(deps, token, 'screening');
  if (opened === undefined) return unknownToken(language);
  const now = deps.clock.now();
  const policy = await screeningPolicy(deps, opened.standpoint);
  const answers = readSent(opened, policy, sent, now);
  function refuse(why: Closed['why'], standpoint = opened?.standpoint): PageView {
    if (opened === undefined || standpoint === undefined) return unknownToken(language);
    const typed = typedIn(policy, answers);
    const closed = close(deps, { ...opened, standpoint }, why, language);
    return typed.length === 0 ? closed : { ...closed, typed };
  }
  if (opened.closed !== undefined) return refuse(opened.closed);
  if (policy === undefined) return screeningView(opened.standpoint, policy, { now }, language);
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
  const beyond = daysBeyond({ ...answered, policy }, answers, now);
  return resultView(deps, { ...answered, policy }, beyond, language);
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

/** The asked questions that were answered with a day that cannot be: the form comes back for them, whatever the rest leads to. */
function daysBeyond(
  { booking, clinic, policy }: Pick<Standpoint, 'booking' | 'clinic' | 'policy'>,
  sent: Answers,
  now: Instant,
): string[] {
  const questions = policy === undefined ? [] : askedQuestions(policy);
  const said = (id: string) => (Object.hasOwn(sent, id) ? sent[id] : booking.answers[id])?.value;
  return questions
    .filter(({ id, askIf }) => Object.hasOwn(sent, id) && (askIf === undefined || said(askIf)?.is === 'yes'))
    .filter((question) => {
      const bounds = answerDays(question, { booking, clinic, now });
      return bounds !== undefined && sideOf(said(question.id), bounds) !== undefined;
    })
    .map(({ id }) => id);
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

async function resultView(
  deps: PageDeps,
  standpoint: Standpoint & { policy: Policy },
  beyond: readonly string[],
  language: Language | undefined,
): Promise<PageView> {
  const { booking, policy } = standpoint;
  const { decision } = booking;
  const unanswered = [...new Set([...missingIn(booking), ...beyond])];
  if (decision === undefined || unanswered.length > 0) {
    return screeningView(standpoint, policy, { unanswered, now: deps.clock.now() }, language);
  }
  const outcome = resultOf(decision);
  const allowed = decision.outcome === 'allowed' && hasCarePlan(policy);
  const care = allowed ? await makeCarePage(deps, standpoint) : undefined;
  return {
    ...frameOf(standpoint, language),
    page: 'result',
    outcome,
    ...(care === undefined ? {} : { careToken: care }),
  };
}

/** What the form comes back for. Whoever is not sure has answered: sending it back would not make them surer. */
function missingIn({ answers, decision }: Booking): readonly string[] {
  if (decision?.outcome !== 'incomplete') return [];
  const { open } = decision;
  return open.every((question) => answers[question]?.value.is === 'unsure') ? [] : open;
}

async function makeCarePage(deps: PageDeps, standpoint: Standpoint): Promise<string> {
  const page = await makePage(deps, standpoint, 'care');
  const now = deps.clock.now();
  if (page.made.length > 0) await changeBooking(deps, placeOf(standpoint.booking), () => page.made, { now });
  return page.token;
}
