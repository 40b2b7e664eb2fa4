/** The client's pages: what a token opens, and what a client can do there. */
import type { PageView } from '../../../shared/api/page-view.ts';
import { aboutBooking } from '../../../shared/journal/about-booking.ts';
import type { PlatformAnswer } from '../../../shared/platforms/platform.ts';
import type { Language } from '../../../shared/policy/words.ts';
import type { Page } from '../../../shared/store/item.ts';
import type { PageDeps } from '../deps.ts';
import { type DraftSaved, saveDraft, type Typed } from './drafts.ts';
import { close, type Opened, openToken, screeningPolicy, unknownToken } from './open-token.ts';
import { careView, screeningView } from './page-views.ts';
import { submitScreening } from './submit-screening.ts';
import { contactOf, switchTexts, type TextsAsked } from './switch-texts.ts';

/** What a client can do at their pages; each is safe to repeat. */
export interface ClientActs {
  openPage: (token: string, page: Page['page'], language?: Language) => Promise<PageView>;
  submitScreening: (token: string, sent: PlatformAnswer[], language?: Language) => Promise<PageView>;
  saveDraft: (token: string, typed: Typed) => Promise<DraftSaved>;
  /** `undefined` once it is done, else the page that says why it cannot be. */
  switchTexts: (token: string, asked: TextsAsked, language?: Language) => Promise<PageView | undefined>;
}

export function clientActs(deps: PageDeps): ClientActs {
  return {
    openPage: (token, page, language) => openPage(deps, token, page, language),
    submitScreening: (token, sent, language) => submitScreening(deps, token, sent, language),
    saveDraft: (token, typed) => saveDraft(deps, token, typed),
    switchTexts: (token, asked, language) => switchTexts(deps, token, asked, language),
  };
}

export async function openPage(
  deps: PageDeps,
  token: string,
  page: Page['page'],
  language?: Language,
): Promise<PageView> {
  const opened = await openToken(deps, token, page);
  if (opened === undefined) return unknownToken(language);
  if (opened.closed !== undefined) return close(deps, opened, opened.closed, language);
  deps.journal.note({ event: 'page-opened', page, ...aboutBooking(opened.standpoint.booking) });
  return page === 'screening' ? showForm(deps, opened, language) : showCare(deps, opened, language);
}

async function showForm(
  deps: PageDeps,
  { standpoint, draft }: Opened,
  language: Language | undefined,
): Promise<PageView> {
  const policy = await screeningPolicy(deps, standpoint);
  return screeningView(standpoint, policy, { draft, now: deps.clock.now() }, language);
}

async function showCare(
  deps: PageDeps,
  { standpoint }: Opened,
  language: Language | undefined,
): Promise<PageView> {
  const contact = await contactOf(deps, standpoint.booking);
  return careView(standpoint, { now: deps.clock.now(), contact }, language);
}
