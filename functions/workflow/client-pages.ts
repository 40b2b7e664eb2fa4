/** The client's pages: what a token opens, and what a submitted screening leads to. */
import type { PageFrame, PageView, ScreeningResult } from '../../shared/api/page-view.ts';
import type { Booking } from '../../shared/booking/booking.ts';
import { decide } from '../../shared/booking/decide.ts';
import type { BookingEvent } from '../../shared/booking/event.ts';
import { evolve } from '../../shared/booking/evolve.ts';
import type { Decision } from '../../shared/booking/finding.ts';
import { lastBotoxDayOf, resolvePauseFrom } from '../../shared/follow-up/visit-dates.ts';
import type { PlatformAnswer } from '../../shared/platforms/platform.ts';
import { askedQuestions } from '../../shared/policy/asked-questions.ts';
import type { Policy, Question } from '../../shared/policy/policy.ts';
import type { Language } from '../../shared/policy/words.ts';
import type { Answers } from '../../shared/screening/answer.ts';
import { collectAnswers } from '../../shared/screening/collect-answers.ts';
import { keys, type Page } from '../../shared/store/item.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { changeBooking, loadStandpoint, type Standpoint } from './change-booking.ts';
import { type Deps, placeOf } from './deps.ts';
import { publishedVersion, readItems } from './load.ts';
import { makePage } from './make-page.ts';

type Closed = Extract<PageView, { page: 'closed' }>;

/** Where a token with nothing behind it is shown, the language is the browser's guess or this. */
const fallbackLanguage: Language = 'en';

export async function openPage(
  deps: Deps,
  token: string,
  page: 'screening' | 'care',
  language?: Language,
): Promise<PageView> {
  const opened = await openToken(deps, token, page, language);
  if ('page' in opened) return opened;
  const { standpoint } = opened;
  return page === 'screening'
    ? screeningView(standpoint, await screeningPolicy(deps, standpoint), [], language)
    : careView(standpoint, deps.clock.now(), language);
}

/** Answers are decided on when the form is sent; what was given is kept also where something is missing. */
export async function submitScreening(
  deps: Deps,
  token: string,
  sent: PlatformAnswer[],
  language?: Language,
): Promise<PageView> {
  const opened = await openToken(deps, token, 'screening', language);
  if ('page' in opened) return opened;
  const now = deps.clock.now();
  const policy = await screeningPolicy(deps, opened.standpoint);
  if (policy === undefined) return screeningView(opened.standpoint, policy, [], language);
  const { clinic } = opened.standpoint;
  const questions = askedQuestions(policy);
  const { answers } = collectAnswers({ questions, sent, at: now, zone: clinic.zone, source: 'form' });
  const answered = await changeBooking(
    deps,
    placeOf(opened.standpoint.booking),
    (standpoint) => answerEvents({ ...standpoint, policy }, answers, now),
    { now },
  );
  if (answered === undefined) return closed(opened.standpoint, 'cancelled', language);
  return resultView(deps, answered, policy, language);
}

/** The answers, and what the result page will show of them, in one change. */
function answerEvents(standpoint: Standpoint, answers: Answers, now: Instant): BookingEvent[] {
  const { booking, facts, policy, clinic } = standpoint;
  const version = policy === undefined ? {} : { policyVersion: policy.version };
  const answered: BookingEvent = { type: 'answered', answers, at: now, by: 'form', ...version };
  const { decision } = decide(evolve(booking, answered), facts, policy, clinic, now);
  const shown = decision.findings.filter((one) => one.outcome !== 'advisory' && one.approved === undefined);
  const pauseFrom = pauseOf(decision);
  return [
    answered,
    ...(shown.length === 0
      ? []
      : [{ type: 'outcome-shown', rules: shown.map(({ rule }) => rule), at: now } as const]),
    ...(decision.outcome === 'allowed' && pauseFrom !== undefined
      ? [{ type: 'told-to-pause', pauseFrom, at: now } as const]
      : []),
  ];
}

async function openToken(
  deps: Deps,
  token: string,
  page: 'screening' | 'care',
  language: Language | undefined,
): Promise<{ standpoint: Standpoint } | Closed> {
  const unknown: Closed = { page: 'closed', why: 'unknown', language: language ?? fallbackLanguage };
  const [item] = await readItems(deps, [keys.page(token)]);
  if (item?.type !== 'page' || item.page !== page) return unknown;
  const standpoint = await loadStandpoint(deps, placeOfPage(item));
  if (standpoint === undefined) return unknown;
  const why = closedWhy(item, standpoint.booking, deps.clock.now());
  return why === undefined ? { standpoint } : closed(standpoint, why, language);
}

function placeOfPage({ clinicId, platform, uid }: Page) {
  return { clinicId, platform, uid };
}

function closedWhy(item: Page, booking: Booking, now: Instant): Closed['why'] | undefined {
  if (now >= item.expiresAt) return 'expired';
  if (booking.status === 'cancelled') return 'cancelled';
  return item.page === 'screening' && now >= booking.startAt ? 'visit-past' : undefined;
}

function closed({ booking, clinic }: Standpoint, why: Closed['why'], language: Language | undefined): Closed {
  return {
    page: 'closed',
    why,
    language: language ?? booking.client.language,
    brand: clinic.brand,
    clinicPhone: clinic.phone,
  };
}

/** Submitted answers take the published policy. */
async function screeningPolicy(
  deps: Deps,
  { booking, clinic, policy }: Standpoint,
): Promise<Policy | undefined> {
  if (booking.treatment === undefined) return undefined;
  const version = publishedVersion(clinic, booking.treatment);
  return version === undefined ? policy : deps.policies.of(clinic.id, booking.treatment, version);
}

function frameOf({ booking, clinic, policy }: Standpoint, language: Language | undefined): PageFrame {
  return {
    language: language ?? booking.client.language,
    brand: clinic.brand,
    clinicPhone: clinic.phone,
    place: clinic.place,
    zone: clinic.zone,
    treatment: policy?.title ?? { en: booking.service, es: booking.service },
    startAt: booking.startAt,
    endAt: booking.endAt,
  };
}

function screeningView(
  standpoint: Standpoint,
  policy: Policy | undefined,
  unanswered: string[],
  language: Language | undefined,
): PageView {
  const { answers } = standpoint.booking;
  const questions = (policy === undefined ? [] : askedQuestions(policy)).map((question: Question) => {
    const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
    return { question, ...(answer === undefined ? {} : { value: answer.value }) };
  });
  return { ...frameOf(standpoint, language), page: 'screening', questions, unanswered };
}

function careView(standpoint: Standpoint, now: Instant, language: Language | undefined): PageView {
  const { booking, clinic, policy } = standpoint;
  return {
    ...frameOf(standpoint, language),
    page: 'care',
    now,
    pauseFrom: resolvePauseFrom(policy, booking.startAt, clinic.zone),
    lastBotoxDay: lastBotoxDayOf(policy, booking.startAt, clinic.zone),
  };
}

async function resultView(
  deps: Deps,
  standpoint: Standpoint,
  policy: Policy,
  language: Language | undefined,
): Promise<PageView> {
  const { booking } = standpoint;
  const { decision } = booking;
  if (decision === undefined || decision.outcome === 'incomplete') {
    return screeningView(standpoint, policy, decision?.open ?? [], language);
  }
  const outcome = resultOf(decision);
  const allowed = decision.outcome === 'allowed';
  const care = allowed ? await makeCarePage(deps, standpoint) : undefined;
  return {
    ...frameOf(standpoint, language),
    page: 'result',
    outcome,
    ...(care === undefined ? {} : { careToken: care }),
  };
}

async function makeCarePage(deps: Deps, standpoint: Standpoint): Promise<string> {
  const page = await makePage(deps, standpoint, 'care');
  const now = deps.clock.now();
  if (page.made.length > 0) await changeBooking(deps, placeOf(standpoint.booking), () => page.made, { now });
  return page.token;
}

function resultOf(decision: Decision): ScreeningResult {
  switch (decision.outcome) {
    case 'allowed': {
      const pauseFrom = pauseOf(decision);
      return pauseFrom === undefined ? { result: 'all-set' } : { result: 'pause', pauseFrom };
    }
    case 'review':
      return { result: 'clinic-will-call' };
    case 'blocked':
      return decision.eligibleFrom === undefined
        ? { result: 'not-on-this-date' }
        : { result: 'not-on-this-date', eligibleFrom: decision.eligibleFrom };
    case 'incomplete':
      return { result: 'questions-open' };
  }
}

function pauseOf(decision: Decision): Instant | undefined {
  const pauses = decision.conditions.map((one) => one.pauseBy);
  return pauses.length === 0 ? undefined : Math.min(...pauses);
}
