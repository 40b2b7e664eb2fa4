/** The clients' pages over HTTP: parse, ask the workflow, show. Tokens and answers never reach a log or an address of our making beyond the token itself. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Journal } from '../../shared/ports.ts';
import { compress, readTakesGzip } from '../http/compress.ts';
import { classifyError } from '../http/errors.ts';
import type { RateLimiter } from '../http/rate-limiter.ts';
import { type HttpRequest, mediaTypeOf, readRequest } from '../http/request.ts';
import { type HttpResponse, retryAfter } from '../http/respond.ts';
import { addressKeyOf, cameByCloudFront, visitorOf } from '../http/visitor.ts';
import { logError } from '../log-error.ts';
import type { ClientActs } from '../workflow/pages/client-pages.ts';
import { answerPage, unknownPage } from './answer-page.ts';
import { type ClientScript, respondScript } from './client-script.ts';
import { doneBefore } from './html/page-links.ts';
import { askedLanguage, preferredLanguage } from './page-language.ts';
import { matchPage, type PageRoute } from './page-route.ts';
import { readAgain } from './read-form.ts';
import { type PageSetting, respondNotice, respondPage } from './respond-page.ts';

/** The largest form: sixty questions with the longest ids, a choice and a date each come to 10 KB. */
export const formBytesMax = 16 * 1024;

/** Per source address: a person opens a handful of pages, a clinic's waiting room shares one address, a guesser needs millions of years. What is saved while typing is counted by itself, so that it costs nobody their page. */
export const pageRate = { perSecond: 1, burst: 30, keysMax: 10_000 } as const;

const formType = 'application/x-www-form-urlencoded';

export interface ClientPagesDeps extends ClientActs {
  limiter: RateLimiter;
  journal?: Journal;
  /** Without it the form is the plain one. */
  script?: ClientScript | undefined;
  /** What a request carries that came through CloudFront. */
  viewerProof?: string | undefined;
}

type Handler = (event: APIGatewayProxyEventV2) => Promise<HttpResponse>;

export function createHandler(deps: ClientPagesDeps): Handler {
  return async (event) => {
    const response = compress(await serve(event, deps), takesGzip(event, deps));
    return event.requestContext.http.method === 'HEAD' ? { ...response, body: '' } : response;
  };
}

/** CloudFront keeps the header to itself where it keeps no answers; every browser takes gzip. */
function takesGzip({ headers }: APIGatewayProxyEventV2, { viewerProof }: ClientPagesDeps): boolean {
  return readTakesGzip({ headers }, cameByCloudFront(headers, viewerProof));
}

async function serve(event: APIGatewayProxyEventV2, deps: ClientPagesDeps): Promise<HttpResponse> {
  const setting = settingOf(event, deps);
  const reading = readRequest(event, formBytesMax);
  if (reading.read === 'too-large') return respondNotice('refused', 413, setting);
  const { request } = reading;
  const route = matchPage(request.path);
  if (route === undefined) return respondPage(unknownPage(setting), setting);
  if (route.to === 'script') return respondScript(request, deps.script);
  try {
    return await answer(request, route, setting, deps);
  } catch (error) {
    logError('request-failed', error);
    const { problem, headers } = classifyError(error);
    const again = sentAgain(request, route, setting);
    return problem === 'unavailable'
      ? respondNotice('unavailable', 503, setting, { headers, ...again })
      : respondNotice('internal', 500, setting, again);
  }
}

async function answer(
  request: HttpRequest,
  route: PageRoute,
  setting: PageSetting,
  deps: ClientPagesDeps,
): Promise<HttpResponse> {
  const key = addressKeyOf(visitorOf(request, deps.viewerProof));
  const taken = deps.limiter.take(route.to === 'draft' ? `draft ${key}` : key);
  if (!taken.allowed) {
    deps.journal?.note({ event: 'page-refused', page: route.to, reason: 'too-many-requests' });
    const headers = retryAfter(taken.retryAfterSeconds);
    const again = sentAgain(request, route, setting);
    return respondNotice('too-many-requests', 429, setting, { headers, ...again });
  }
  if (!route.methods.includes(request.method)) {
    return respondNotice('refused', 405, setting, { headers: { allow: route.methods.join(', ') } });
  }
  if (request.method === 'POST' && mediaTypeOf(request) !== formType) {
    return respondNotice('refused', 415, setting, { headers: { 'accept-post': formType } });
  }
  return answerPage(request, route, setting, deps);
}

/** A form that could not be taken is handed back, so that nothing has to be filled in again. */
function sentAgain(request: HttpRequest, { token }: PageRoute, { path, asked }: PageSetting) {
  if (request.method !== 'POST' || token === undefined || mediaTypeOf(request) !== formType) return {};
  const fields = readAgain(request.body);
  if (fields.length === 0) return {};
  return { again: { url: asked === undefined ? path : `${path}?lang=${asked}`, fields } };
}

function settingOf(event: APIGatewayProxyEventV2, { script }: ClientPagesDeps): PageSetting {
  const query = new URLSearchParams(event.rawQueryString);
  const asked = askedLanguage(query);
  const done = doneBefore(query.get('done'));
  return {
    isPosted: event.requestContext.http.method === 'POST',
    path: event.rawPath.replace(/^(\/[sc]\/[^/]*)\/.*$/, '$1'),
    preferred: preferredLanguage(event.headers['accept-language']),
    script,
    ...(asked === undefined ? {} : { asked }),
    ...(done === undefined ? {} : { done }),
  };
}
