/** Turns a view or a notice into an answer: status, language switch and headers. */
import type { PageView } from '../../shared/api/page-view.ts';
import type { Language } from '../../shared/policy/words.ts';
import { type HeadersSent, type HttpResponse, html } from '../http/respond.ts';
import { type Notice, renderNotice } from './html/closed.ts';
import { otherLanguage } from './html/document.ts';
import { renderPage } from './html/render-page.ts';
import { stylesheetHash } from './html/style.ts';

/** What is known of a request before any work. */
export interface PageSetting {
  path: string;
  /** By `?lang=`. */
  asked?: Language;
  /** By the browser: for pages that know no client. */
  preferred: Language;
}

export function respondPage(view: PageView, { path, asked }: PageSetting): HttpResponse {
  const page = renderPage(view, {
    languageSwitchUrl: addressIn(path, otherLanguage(view.language)),
    // Only a client's own choice is carried on: else their language may still change at the clinic.
    formAction: asked === undefined ? path : addressIn(path, asked),
  });
  return html(statusOf(view), page, stylesheetHash, { 'content-language': view.language });
}

export function respondNotice(
  notice: Notice,
  status: number,
  { path, asked, preferred }: PageSetting,
  headers: HeadersSent = {},
): HttpResponse {
  const language = asked ?? preferred;
  const page = renderNotice(notice, language, addressIn(path, otherLanguage(language)));
  return html(status, page, stylesheetHash, { ...headers, 'content-language': language });
}

function statusOf(view: PageView): number {
  if (view.page !== 'closed') return 200;
  return view.why === 'unknown' ? 404 : 410;
}

/** A path that starts with two slashes would lead to another host. */
function addressIn(path: string, language: Language): string {
  return `/${path.replace(/^[/\\]+/, '')}?lang=${language}`;
}
