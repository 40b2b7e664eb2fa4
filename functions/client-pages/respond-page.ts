/** Turns a view or a notice into an answer: status, links and headers. */
import type { PageView } from '../../shared/api/page-view.ts';
import type { Language } from '../../shared/policy/words.ts';
import { type HeadersSent, type HttpResponse, html, seeOther } from '../http/respond.ts';
import type { ClientScript } from './client-script.ts';
import { otherLanguage } from './html/document.ts';
import { type Notice, renderNotice, type SentAgain } from './html/notice.ts';
import type { PageLinks } from './html/page-links.ts';
import { renderPage } from './html/render-page.ts';
import { stylesheetHash } from './html/style.ts';

/** What is known of a request before any work. */
export interface PageSetting {
  /** Of the page itself: what stands below it is left out. */
  path: string;
  /** By `?lang=`. */
  asked?: Language;
  /** By the browser: for pages that know no client. */
  preferred: Language;
  /** What was just done, by `?done=`. */
  done?: PageLinks['done'];
  script?: ClientScript | undefined;
  /** A page that answers a post is not made again by any link. */
  isPosted: boolean;
}

export function respondPage(view: PageView, setting: PageSetting): HttpResponse {
  const page = renderPage(view, linksOf(view, setting));
  const headers = { 'content-language': view.language };
  const hasScript = view.page === 'screening' && setting.script !== undefined;
  return html(statusOf(view), page, stylesheetHash, headers, hasScript ? 'own' : 'none');
}

export function respondNotice(
  notice: Notice,
  status: number,
  setting: PageSetting,
  options: { headers?: HeadersSent; again?: SentAgain } = {},
): HttpResponse {
  const language = setting.asked ?? setting.preferred;
  const page = renderNotice(notice, {
    language,
    otherLanguage: inOtherLanguage(language, setting),
    again: options.again,
  });
  const headers = { ...options.headers, 'content-language': language };
  return html(status, page, stylesheetHash, headers);
}

/** Back to the page, which then says what was done. */
export function backToPage(
  done: NonNullable<PageLinks['done']> | undefined,
  setting: PageSetting,
): HttpResponse {
  return seeOther(addressOf(setting.path, setting.asked, done));
}

function linksOf(view: PageView, setting: PageSetting): PageLinks {
  const { path, asked, done, script } = setting;
  // Only a client's own choice is carried on: else their language may still change at the clinic.
  const inLanguage = (below: string) => addressOf(`${path}${below}`, asked);
  return {
    otherLanguage: inOtherLanguage(view.language, setting),
    self: inLanguage(''),
    draft: inLanguage('/draft'),
    calendar: inLanguage('/visit.ics'),
    ...(script === undefined ? {} : { script: script.path }),
    ...(done === undefined ? {} : { done }),
  };
}

function statusOf(view: PageView): number {
  if (view.page !== 'closed') return 200;
  return view.why === 'unknown' ? 404 : 410;
}

/** The result of a form stays the result; what else was just done is not said twice. */
function inOtherLanguage(language: Language, { path, done, isPosted }: PageSetting): string | undefined {
  if (isPosted) return undefined;
  return addressOf(path, otherLanguage(language), done === 'sent' ? done : undefined);
}

function addressOf(path: string, language?: Language, done?: PageLinks['done']): string {
  const query = new URLSearchParams({
    ...(language === undefined ? {} : { lang: language }),
    ...(done === undefined ? {} : { done }),
  });
  return `${ownPath(path)}${query.size === 0 ? '' : '?'}${query}`;
}

/** A path that starts with two slashes would lead to another host. */
function ownPath(path: string): string {
  return `/${path.replace(/^[/\\]+/, '')}`;
}
