/** The stack's own pages and their files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deps } from '../../functions/workflow/deps.ts';
import { localRoute } from '../api/respond.ts';
import type { Clock, ClockSource } from '../clock.ts';
import type { LocalResponse, Route } from '../http-server.ts';
import type { SnsEndpoint } from '../sns/endpoint.ts';
import { stepClock } from './clock-bar.ts';
import { pageHeaders } from './document.ts';
import { showInbox } from './inbox.ts';
import { showPhones, takeReply } from './phones.ts';
import { showStart } from './start-page.ts';

export interface PageRoutesOptions {
  deps: Pick<Deps, 'store'>;
  sns: SnsEndpoint;
  clock: Clock;
  sources: readonly ClockSource[];
}

export function pageRoutes({ deps, sns, clock, sources }: PageRoutesOptions): Route[] {
  const { now } = clock;
  const phones = { sns, store: deps.store, now };
  return [
    localRoute('/local', { GET: () => showStart(now()) }),
    localRoute('/local/clock-step', {
      POST: (request) => stepClock(request, { clock, sources, sns, store: deps.store }),
    }),
    localRoute('/local/phones', { GET: (request) => showPhones(request, phones) }),
    localRoute('/local/phones/{phone}', {
      GET: (request) => showPhones(request, phones),
      POST: (request) => takeReply(request, phones),
    }),
    localRoute('/local/inbox', { GET: () => showInbox(sns.notices(), now()) }),
    localRoute('/local/style.css', { GET: () => file('style.css', 'text/css') }),
    localRoute('/local/live.js', { GET: () => file('live.mjs', 'text/javascript') }),
  ];
}

function file(name: string, type: string): LocalResponse {
  return {
    status: 200,
    headers: { ...pageHeaders, 'content-type': `${type}; charset=utf-8` },
    body: readFileSync(join(import.meta.dirname, name)),
  };
}
