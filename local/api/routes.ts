/** Everything the local stack serves: the production routes as API Gateway would route them, and `/local` for watching and steering. */
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';
import { managerRoutes } from '../../shared/api/manager/routes.ts';
import { timerInputSchema } from '../../shared/follow-up/timer.ts';
import { formatInstant } from '../../shared/time/instant.ts';
import { decodeJson } from '../../shared/webhook/read-body.ts';
import type { LocalAws } from '../aws.ts';
import type { Clock, ClockSource } from '../clock.ts';
import type { LocalFunctions } from '../functions.ts';
import type { LocalResponse, Route } from '../http-server.ts';
import { pageRoutes } from '../pages/routes.ts';
import type { SchedulerEndpoint } from '../scheduler/endpoint.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import { signInPath } from '../sign-in/site-client.ts';
import { siteRoutes } from '../site/site-files.ts';
import { showAws } from './aws.ts';
import { listBookings, showBooking } from './bookings.ts';
import { changeDemoClinic, showClinic } from './clinic.ts';
import { moveClock, showClock } from './clock.ts';
import { showDeadLetters } from './dead-letters.ts';
import { showNotices, showTexts, takeReply } from './phones.ts';
import { localRoute, ok, refuse } from './respond.ts';
import { showSecrets } from './secrets.ts';

export interface RoutesOptions {
  functions: LocalFunctions;
  aws: LocalAws;
  clock: Clock;
  sources: readonly ClockSource[];
  /** Resolves when the clinic is there: it is told the server's own address, so it comes after it. */
  seeded: Promise<void>;
  signIn: SignIn;
  /** Where the built site lies, and its origin. */
  site: { folder: string | undefined; url: () => string };
}

type Handler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyResultV2>;

export function localRoutes(options: RoutesOptions): Route[] {
  const { functions, aws, clock, sources, seeded, signIn, site } = options;
  const { deps, webhook, pages, managerApi } = functions;
  const { sns, scheduler } = aws;
  function onceSeeded(handler: Handler): Handler {
    return async (event) => {
      await seeded;
      return handler(event);
    };
  }
  return [
    { pattern: '/v1/clinics/{clinicId}/webhooks/{platform}', handler: onceSeeded(webhook) },
    { pattern: '/s/{token}', handler: onceSeeded(pages) },
    { pattern: '/s/{token}/draft', handler: onceSeeded(pages) },
    { pattern: '/c/{token}', handler: onceSeeded(pages) },
    { pattern: '/c/{token}/visit.ics', handler: onceSeeded(pages) },
    ...Object.keys(managerRoutes).map((key) => routeOf(key, onceSeeded(managerApi))),
    { pattern: '/healthz', methods: ['GET', 'HEAD'], local: () => ok({ status: 'ok' }) },
    { pattern: '/config.json', methods: ['GET'], local: () => ok(signIn.siteConfig()) },
    { pattern: `${signInPath}/{rest+}`, raw: signIn.handle },
    ...pageRoutes({ deps, sns, clock, sources }),
    localRoute('/local/texts', { GET: (request) => showTexts(request, sns) }),
    localRoute('/local/replies', { POST: (request) => takeReply(request, sns, clock) }),
    localRoute('/local/notices', { GET: () => showNotices(sns) }),
    localRoute('/local/clock', {
      GET: () => showClock(clock),
      POST: (request) => moveClock(request, clock, sources),
    }),
    localRoute('/local/bookings', { GET: () => listBookings(deps) }),
    localRoute('/local/bookings/{id+}', { GET: (request) => showBooking(request, deps) }),
    localRoute('/local/schedules', { GET: () => showSchedules(scheduler) }),
    localRoute('/local/dead-letters', { GET: () => showDeadLetters(aws.sqs) }),
    localRoute('/local/clinic', {
      GET: () => showClinic(deps),
      POST: (request) => changeDemoClinic(request, deps),
    }),
    localRoute('/local/aws', { GET: () => showAws(aws, clock) }),
    localRoute('/local/secrets', { GET: () => showSecrets(aws.endpoints.secretsManager) }),
    { pattern: '/local/{rest+}', local: () => refuse('not-found') },
    ...siteRoutes(site.folder, site.url),
  ];
}

/** Of a key as API Gateway writes it: method and path. */
function routeOf(key: string, handler: Handler): Route {
  const [method = '', pattern = ''] = key.split(' ');
  return { methods: [method], pattern, handler };
}

/** What waits to fire, soonest first. */
function showSchedules(scheduler: SchedulerEndpoint): LocalResponse {
  return ok(
    scheduler.waiting().map(({ name, dueAt, target }) => ({
      name,
      at: formatInstant(dueAt),
      key: keyOfInput(target.Input),
    })),
  );
}

/** Which item a timer is for; nothing where somebody else made the schedule. */
function keyOfInput(input: string | undefined): string | undefined {
  const decoded = decodeJson(Buffer.from(input ?? ''));
  return decoded.ok ? timerInputSchema.safeParse(decoded.value).data?.key : undefined;
}
