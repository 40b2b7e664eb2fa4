/** The clients' pages over HTTP: parse, ask the workflow, show. Tokens and answers never reach a log or an address of our making beyond the token itself. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { PageView } from '../../shared/api/page-view.ts';
import type { PlatformAnswer } from '../../shared/platforms/platform.ts';
import type { Language } from '../../shared/policy/words.ts';
import type { Journal } from '../../shared/ports.ts';
import { classifyError } from '../http/errors.ts';
import type { RateLimiter } from '../http/rate-limiter.ts';
import { type HttpRequest, mediaTypeOf, readRequest } from '../http/request.ts';
import { type HttpResponse, retryAfter } from '../http/respond.ts';
import { logError } from '../log-error.ts';
import { addressKeyOf } from './address-key.ts';
import { askedLanguage, preferredLanguage } from './page-language.ts';
import { matchPage, type PageRoute } from './page-route.ts';
import { readForm } from './read-form.ts';
import { type PageSetting, respondNotice, respondPage } from './respond-page.ts';

/** The largest form: sixty questions with the longest ids, a choice and a date each come to 10 KB. */
export const formBytesMax = 16 * 1024;

/** Per source address: a person opens a handful of pages, a clinic's waiting room shares one address, a guesser needs millions of years. */
export const pageRate = { perSecond: 1, burst: 30, keysMax: 10_000 } as const;

export interface ClientPagesDeps {
  openPage: (token: string, page: 'screening' | 'care', language?: Language) => Promise<PageView>;
  submitScreening: (token: string, sent: PlatformAnswer[], language?: Language) => Promise<PageView>;
  limiter: RateLimiter;
  journal?: Journal;
}

type Handler = (event: APIGatewayProxyEventV2) => Promise<HttpResponse>;

export function createHandler(deps: ClientPagesDeps): Handler {
  return async (event) => {
    const response = await serve(event, deps);
    return event.requestContext.http.method === 'HEAD' ? { ...response, body: '' } : response;
  };
}

async function serve(event: APIGatewayProxyEventV2, deps: ClientPagesDeps): Promise<HttpResponse> {
  const setting = settingOf(event);
  try {
    const reading = readRequest(event, formBytesMax);
    if (reading.read === 'too-large') return respondNotice('refused', 413, setting);
    return await answer(reading.request, setting, deps);
  } catch (error) {
    logError('request-failed', error);
    const failed = classifyError(error);
    if (failed.problem !== 'unavailable') return respondNotice('internal', 500, setting);
    return respondNotice('unavailable', 503, setting, failed.headers);
  }
}

async function answer(
  request: HttpRequest,
  setting: PageSetting,
  deps: ClientPagesDeps,
): Promise<HttpResponse> {
  const route = matchPage(request.path);
  if (route === undefined) return respondPage(unknownPage(setting), setting);
  const taken = deps.limiter.take(addressKeyOf(request.sourceIp));
  if (!taken.allowed) {
    deps.journal?.note({ event: 'page-refused', page: route.page, reason: 'too-many-requests' });
    return respondNotice('too-many-requests', 429, setting, retryAfter(taken.retryAfterSeconds));
  }
  if (!route.methods.includes(request.method)) {
    return respondNotice('refused', 405, setting, { allow: route.methods.join(', ') });
  }
  if (request.method === 'POST' && mediaTypeOf(request) !== 'application/x-www-form-urlencoded') {
    return respondNotice('refused', 415, setting, { 'accept-post': 'application/x-www-form-urlencoded' });
  }
  const view = await viewOf(request, route, setting, deps);
  noteGuess(view, route, deps.journal);
  return respondPage(view, setting);
}

async function viewOf(
  request: HttpRequest,
  { page, token }: PageRoute,
  setting: PageSetting,
  deps: ClientPagesDeps,
): Promise<PageView> {
  if (token === undefined) return unknownPage(setting);
  const view =
    request.method === 'POST'
      ? await deps.submitScreening(token, readForm(request.body), setting.asked)
      : await deps.openPage(token, page, setting.asked);
  // A guess that has the right form must look like one that has not.
  return view.page === 'closed' && view.why === 'unknown' ? unknownPage(setting) : view;
}

function unknownPage({ asked, preferred }: PageSetting): PageView {
  return { page: 'closed', why: 'unknown', language: asked ?? preferred };
}

/** Whose token is known is noted by the workflow, with the booking. */
function noteGuess(view: PageView, { page }: PageRoute, journal: Journal | undefined): void {
  if (view.page === 'closed' && view.why === 'unknown') {
    journal?.note({ event: 'page-refused', page, reason: view.why });
  }
}

function settingOf(event: APIGatewayProxyEventV2): PageSetting {
  const asked = askedLanguage(new URLSearchParams(event.rawQueryString));
  return {
    path: event.rawPath,
    preferred: preferredLanguage(event.headers['accept-language']),
    ...(asked === undefined ? {} : { asked }),
  };
}
