/** The client's pages: what a token opens, and what a client can do there. */
import type { PageView } from '../../../shared/api/page-view.ts';
import { aboutBooking } from '../../../shared/journal/about-booking.ts';
import type { PlatformAnswer } from '../../../shared/platforms/platform.ts';
import type { Language } from '../../../shared/policy/words.ts';
import type { Page } from '../../../shared/store/item.ts';
import type { PageDeps } from '../deps.ts';
import { type DraftSaved, saveDraft, type Typed } from './drafts.ts';
import { isUnsureOnly, leftOpen } from './open-questions.ts';
import { close, type Opened, openToken, screeningPolicy, unknownToken } from './open-token.ts';
import { careView, frameOf, screeningView } from './page-views.ts';
import { resultOfForm, standingOf } from './standing.ts';
import { showUntaken, submitScreening } from './submit-screening.ts';
import { contactOf, switchTexts, type TextsAsked } from './switch-texts.ts';

/** What the client did before a page is shown to them: who has just sent the form is shown what it led to. */
export type Just = 'sent';

/** What a client can do at their pages; each is safe to repeat. */
export interface ClientActs {
  openPage: (token: string, page: Page['page'], language?: Language, just?: Just) => Promise<PageView>;
  /** `undefined` once it is taken, else the page that says why it cannot be, and holds what was sent. */
  submitScreening: (
    token: string,
    sent: PlatformAnswer[],
    language?: Language,
  ) => Promise<PageView | undefined>;
  saveDraft: (token: string, typed: Typed) => Promise<DraftSaved>;
  /** The page of a form that takes nothing any more, with what was typed into it. */
  showUntaken: (token: string, sent: PlatformAnswer[], language?: Language) => Promise<PageView>;
  /** `undefined` once it is done, else the page that says why it cannot be. */
  switchTexts: (token: string, asked: TextsAsked, language?: Language) => Promise<PageView | undefined>;
}

export function clientActs(deps: PageDeps): ClientActs {
  return {
    openPage: (token, page, language, just) => openPage(deps, token, page, language, just),
    submitScreening: (token, sent, language) => submitScreening(deps, token, sent, language),
    saveDraft: (token, typed) => saveDraft(deps, token, typed),
    showUntaken: (token, sent, language) => showUntaken(deps, token, sent, language),
    switchTexts: (token, asked, language) => switchTexts(deps, token, asked, language),
  };
}

export async function openPage(
  deps: PageDeps,
  token: string,
  page: Page['page'],
  language?: Language,
  just?: Just,
): Promise<PageView> {
  const opened = await openToken(deps, token, page);
  if (opened === undefined) return unknownToken(language);
  if (opened.closed !== undefined) return close(deps, opened, opened.closed, language);
  deps.journal.note({ event: 'page-opened', page, ...aboutBooking(opened.standpoint.booking) });
  return page === 'screening' ? showForm(deps, opened, language, just) : showCare(deps, opened, language);
}

/** What is open goes first, then how the booking stands: but for what the form led to, right after it was sent. */
async function showForm(
  deps: PageDeps,
  { standpoint, draft }: Opened,
  language: Language | undefined,
  just: Just | undefined,
): Promise<PageView> {
  const { booking } = standpoint;
  const policy = await screeningPolicy(deps, standpoint);
  const now = deps.clock.now();
  const unanswered = leftOpen({ ...standpoint, policy }, just === 'sent', now);
  const result = just === 'sent' && isUnsureOnly(booking, unanswered) ? resultOfForm(booking) : undefined;
  if (result !== undefined) return { ...frameOf(standpoint, language), page: 'result', ...result };
  return screeningView(
    standpoint,
    policy,
    { draft, unanswered, standing: standingOf(booking, unanswered), now },
    language,
  );
}

async function showCare(
  deps: PageDeps,
  { standpoint }: Opened,
  language: Language | undefined,
): Promise<PageView> {
  const contact = await contactOf(deps, standpoint.booking);
  return careView(standpoint, { now: deps.clock.now(), contact }, language);
}
