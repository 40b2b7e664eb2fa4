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
  const languageSwitch = { url: addressIn(setting.path, otherLanguage(language)), method: 'get' } as const;
  const page = renderNotice(notice, { language, languageSwitch, again: options.again });
  const headers = { ...options.headers, 'content-language': language };
  return html(status, page, stylesheetHash, headers);
}

/** Back to the page, which then says what was done. */
export function backToPage(
  done: NonNullable<PageLinks['done']> | undefined,
  setting: PageSetting,
): HttpResponse {
  const { asked } = setting;
  const query = new URLSearchParams({
    ...(asked === undefined ? {} : { lang: asked }),
    ...(done === undefined ? {} : { done }),
  });
  const separator = query.size === 0 ? '' : '?';
  return seeOther(`${ownPath(setting.path)}${separator}${query}`);
}

function linksOf(view: PageView, setting: PageSetting): PageLinks {
  const { path, asked, done, script } = setting;
  // Only a client's own choice is carried on: else their language may still change at the clinic.
  const inLanguage = (below: string) =>
    asked === undefined ? `${ownPath(path)}${below}` : addressIn(`${path}${below}`, asked);
  return {
    languageSwitch: {
      url: addressIn(path, otherLanguage(view.language)),
      // A result stands at the form's address: posting an empty form shows it once more and changes nothing.
      method: view.page === 'result' ? 'post' : 'get',
    },
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

function addressIn(path: string, language: Language): string {
  return `${ownPath(path)}?lang=${language}`;
}

/** A path that starts with two slashes would lead to another host. */
function ownPath(path: string): string {
  return `/${path.replace(/^[/\\]+/, '')}`;
}
