/** What each of the pages' addresses does, once a request was let in. */
import type { PageView } from '../../shared/api/page-view.ts';
import type { Journal } from '../../shared/ports.ts';
import type { HttpRequest } from '../http/request.ts';
import { empty, file, type HttpResponse } from '../http/respond.ts';
import type { ClientActs } from '../workflow/pages/client-pages.ts';
import type { DraftSaved } from '../workflow/pages/drafts.ts';
import type { PageRoute } from './page-route.ts';
import { readForm, readOpenedAt, readTextsAsked } from './read-form.ts';
import { backToPage, type PageSetting, respondNotice, respondPage } from './respond-page.ts';
import { writeCalendar } from './visit-calendar.ts';

type Deps = ClientActs & { journal?: Journal };

export async function answerPage(
  request: HttpRequest,
  route: PageRoute,
  setting: PageSetting,
  deps: Deps,
): Promise<HttpResponse> {
  const { token } = route;
  const show = (view: PageView) => showPage(view, route, setting, deps.journal);
  if (token === undefined) return show(unknownPage(setting));
  switch (route.to) {
    case 'screening': {
      const just = setting.done === 'sent' ? 'sent' : undefined;
      if (request.method !== 'POST')
        return show(await deps.openPage(token, 'screening', setting.asked, just));
      const refused = await deps.submitScreening(token, readForm(request.body), setting.asked);
      return refused === undefined ? backToPage('sent', setting) : show(refused);
    }
    case 'draft': {
      const typed = { answers: readForm(request.body), openedAt: readOpenedAt(request.body) };
      const saved = await deps.saveDraft(token, typed);
      // The script wants to know no more than whether it is saved; whoever pressed the button wants the page.
      if (request.headers.accept?.includes('text/html') !== true) return empty(statusOf(saved));
      if (saved === 'closed') return show(await deps.showUntaken(token, typed.answers, setting.asked));
      return backToPage(saved === 'saved' ? 'saved' : undefined, setting);
    }
    case 'care': {
      if (request.method !== 'POST') return show(await deps.openPage(token, 'care', setting.asked));
      const asked = readTextsAsked(request.body);
      if (asked === undefined) return respondNotice('refused', 422, setting);
      const refused = await deps.switchTexts(token, asked, setting.asked);
      return refused === undefined ? backToPage('texts', setting) : show(refused);
    }
    case 'calendar': {
      const view = await deps.openPage(token, 'care', setting.asked);
      if (view.page !== 'care') return show(view);
      // Shown rather than saved: a phone then offers to add it.
      return file('text/calendar', writeCalendar(view), {
        'content-disposition': 'inline; filename="visit.ics"',
      });
    }
    case 'script':
      return empty(404);
  }
}

function statusOf(saved: DraftSaved): number {
  switch (saved) {
    case 'saved':
      return 204;
    case 'overtaken':
      return 409;
    case 'closed':
      return 410;
    case 'unknown':
      return 404;
  }
}

export function unknownPage({ asked, preferred }: PageSetting): PageView {
  return { page: 'closed', why: 'unknown', language: asked ?? preferred };
}

/** A guess that has the right form must look like one that has not. Whose token is known is noted by the workflow, with the booking. */
function showPage(
  view: PageView,
  { to }: PageRoute,
  setting: PageSetting,
  journal: Journal | undefined,
): HttpResponse {
  if (view.page !== 'closed' || view.why !== 'unknown') return respondPage(view, setting);
  journal?.note({ event: 'page-refused', page: to, reason: view.why });
  return respondPage(unknownPage(setting), setting);
}
