/** The client's pages: what a token opens, and what a submitted screening leads to. */
import type { PageView } from '../../shared/api/page-view.ts';
import { givenAfter } from '../../shared/booking/answers.ts';
import type { Booking } from '../../shared/booking/booking.ts';
import { decide } from '../../shared/booking/decide.ts';
import type { BookingEvent } from '../../shared/booking/event.ts';
import { evolve } from '../../shared/booking/evolve.ts';
import { hasCarePlan } from '../../shared/follow-up/agenda.ts';
import { aboutBooking } from '../../shared/journal/about-booking.ts';
import type { PlatformAnswer } from '../../shared/platforms/platform.ts';
import { askedQuestions } from '../../shared/policy/asked-questions.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import type { Language } from '../../shared/policy/words.ts';
import type { Answers } from '../../shared/screening/answer.ts';
import { collectAnswers } from '../../shared/screening/collect-answers.ts';
import { keys, type Page } from '../../shared/store/item.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { changeBooking, loadStandpoint, type Standpoint } from './change-booking.ts';
import { type PageDeps, placeOf } from './deps.ts';
import { publishedVersion, readItems } from './load.ts';
import { makePage } from './make-page.ts';
import {
  type Closed,
  careView,
  closedView,
  frameOf,
  pauseOf,
  resultOf,
  screeningView,
} from './page-views.ts';

/** Where a token with nothing behind it is shown, the language is the browser's guess or this. */
const fallbackLanguage: Language = 'en';

export async function openPage(
  deps: PageDeps,
  token: string,
  page: 'screening' | 'care',
  language?: Language,
): Promise<PageView> {
  const opened = await openToken(deps, token, page, language);
  if ('page' in opened) return opened;
  const { standpoint } = opened;
  deps.journal.note({ event: 'page-opened', page, ...aboutBooking(standpoint.booking) });
  return page === 'screening'
    ? screeningView(standpoint, await screeningPolicy(deps, standpoint), [], language)
    : careView(standpoint, deps.clock.now(), language);
}

/** Answers are decided on when the form is sent; what was given is kept also where something is missing. */
export async function submitScreening(
  deps: PageDeps,
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
    (standpoint) =>
      closedWhy(opened.item, standpoint.booking, now) === undefined
        ? answerEvents({ ...standpoint, policy }, givenAfter(standpoint.booking, answers), now)
        : undefined,
    { now },
  );
  if (answered === undefined) return close(deps, opened, 'cancelled', language);
  const why = closedWhy(opened.item, answered.booking, now);
  if (why !== undefined) return close(deps, { item: opened.item, standpoint: answered }, why, language);
  deps.journal.note({ event: 'screening-submitted', ...aboutBooking(answered.booking) });
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

/** A page whose token holds, and its booking. */
interface Opened {
  item: Page;
  standpoint: Standpoint;
}

async function openToken(
  deps: PageDeps,
  token: string,
  page: 'screening' | 'care',
  language: Language | undefined,
): Promise<Opened | Closed> {
  const unknown: Closed = { page: 'closed', why: 'unknown', language: language ?? fallbackLanguage };
  const [item] = await readItems(deps, [keys.page(token)]);
  if (item?.type !== 'page' || item.page !== page) return unknown;
  const standpoint = await loadStandpoint(deps, placeOfPage(item));
  if (standpoint === undefined) return unknown;
  const why = closedWhy(item, standpoint.booking, deps.clock.now());
  const opened = { item, standpoint };
  return why === undefined ? opened : close(deps, opened, why, language);
}

function close(
  deps: PageDeps,
  { item, standpoint }: Opened,
  why: Closed['why'],
  language: Language | undefined,
): Closed {
  const about = aboutBooking(standpoint.booking);
  deps.journal.note({ event: 'page-refused', page: item.page, reason: why, ...about });
  return closedView(standpoint, why, language);
}

function placeOfPage({ clinicId, platform, uid }: Page) {
  return { clinicId, platform, uid };
}

function closedWhy(item: Page, booking: Booking, now: Instant): Closed['why'] | undefined {
  if (now >= item.expiresAt) return 'expired';
  if (booking.status === 'cancelled') return 'cancelled';
  return item.page === 'screening' && now >= booking.startAt ? 'visit-past' : undefined;
}

/** Submitted answers take the published policy. */
async function screeningPolicy(
  deps: PageDeps,
  { booking, clinic, policy }: Standpoint,
): Promise<Policy | undefined> {
  if (booking.treatment === undefined) return undefined;
  const version = publishedVersion(clinic, booking.treatment);
  return version === undefined ? policy : deps.policies.of(clinic.id, booking.treatment, version);
}

async function resultView(
  deps: PageDeps,
  standpoint: Standpoint,
  policy: Policy,
  language: Language | undefined,
): Promise<PageView> {
  const { booking } = standpoint;
  const { decision } = booking;
  const open = decision?.open ?? [];
  if (decision === undefined || (decision.outcome === 'incomplete' && !isAllUnsure(booking, open))) {
    return screeningView(standpoint, policy, open, language);
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

/** Whoever is not sure has answered: sending the form back would not make them surer. */
function isAllUnsure({ answers }: Booking, open: readonly string[]): boolean {
  return open.every((question) => answers[question]?.value.is === 'unsure');
}

async function makeCarePage(deps: PageDeps, standpoint: Standpoint): Promise<string> {
  const page = await makePage(deps, standpoint, 'care');
  const now = deps.clock.now();
  if (page.made.length > 0) await changeBooking(deps, placeOf(standpoint.booking), () => page.made, { now });
  return page.token;
}
