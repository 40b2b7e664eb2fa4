/** A clinic's whole world in memory: the real handlers over memory ports, a clock that is moved, timers that fire at their time, and a sweep every minute that is needed. */
import { createHandler as createPages } from '../../functions/client-pages/handler.ts';
import { createHandler as createFollowUp } from '../../functions/follow-up/handler.ts';
import { createRateLimiter } from '../../functions/http/rate-limiter.ts';
import type { HttpResponse } from '../../functions/http/respond.ts';
import { createHandler as createInbound } from '../../functions/inbound-text/handler.ts';
import { createHandler as createManagerApi } from '../../functions/manager-api/handler.ts';
import { createHandler as createReceipts } from '../../functions/receipts/handler.ts';
import { createHandler as createSweep } from '../../functions/sweep/handler.ts';
import { createHandler as createWebhook } from '../../functions/webhook/handler.ts';
import type { Deps } from '../../functions/workflow/deps.ts';
import { clientActs } from '../../functions/workflow/pages/client-pages.ts';
import { createPolicies } from '../../functions/workflow/policies.ts';
import { overdueMinutes } from '../../functions/workflow/sweep.ts';
import { type SignablePlatform, signHeaders } from '../../local/send/sign.ts';
import type { Booking } from '../../shared/booking/booking.ts';
import { type Clinic, defaultTextHours } from '../../shared/clinic/clinic.ts';
import type { FunctionName } from '../../shared/deployment/resource-names.ts';
import type { Ports } from '../../shared/ports.ts';
import { dueOf, type Item, keys } from '../../shared/store/item.ts';
import { formatInstant, type Instant, minuteMs, parseInstant } from '../../shared/time/instant.ts';
import { httpEvent } from '../http/event.ts';
import { testVerify } from '../manager-api/tokens.ts';
import { guardedStore } from '../memory/guarded-store.ts';
import { type MemoryPorts, memoryPorts } from '../memory/memory-ports.ts';

/** Made up for tests; nothing else is signed or keyed with them. */
export const testSecrets = {
  standard: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
  'cal-com': 'a made-up secret of the tests',
  clientKey: Buffer.alloc(32, 9).toString('base64'),
} as const;

export function aClinic(changes: Partial<Clinic> = {}): Clinic {
  return {
    type: 'clinic',
    id: 'rosewater',
    version: 1,
    brand: 'Rosewater Skin',
    phone: '+1 212 555 0199',
    place: '12 Example Street',
    zone: 'America/New_York',
    status: 'active',
    language: 'en',
    textHours: defaultTextHours,
    smsNumber: '+12125550190',
    countries: ['US'],
    pagesUrl: 'https://bg.test',
    services: {
      standard: { microneedling: 'microneedling', botox: 'botox' },
      'cal-com': { microneedling: 'microneedling', botox: 'botox' },
    },
    questionNames: {},
    consent: { standard: 'stated', 'cal-com': 'paper' },
    policies: { microneedling: 1, botox: 1 },
    ...changes,
  };
}

export interface ArrivedText {
  at: string;
  to: string;
  milestone: string;
  body: string;
}

export interface World {
  ports: MemoryPorts;
  clinic: Clinic;
  /** The handlers over other ports than the world's own: a second process, or one that dies. */
  process: (ports?: Ports) => Process;
  /** Signs and posts; the answer's status and body. */
  post: (
    platform: SignablePlatform,
    body: unknown,
  ) => Promise<{ status: number; body: Record<string, unknown> }>;
  /** A client's text, delivered as SNS would. */
  reply: (from: string, body: string, at?: Instant, id?: string) => Promise<void>;
  /** Moves the clock there: timers fire at their own time, the sweep runs when something is overdue. */
  advanceTo: (to: Instant | string) => Promise<void>;
  booking: (uid: string, platform?: string) => Promise<Booking>;
  item: (key: string) => Promise<Item | undefined>;
  texts: () => ArrivedText[];
}

export interface Process {
  webhook: ReturnType<typeof createWebhook>;
  followUp: ReturnType<typeof createFollowUp>;
  inboundText: ReturnType<typeof createInbound>;
  receipts: ReturnType<typeof createReceipts>;
  sweep: ReturnType<typeof createSweep>;
  pages: ReturnType<typeof createPages>;
  managerApi: ReturnType<typeof createManagerApi>;
  deps: Deps;
}

export async function createWorld(start: Instant | string, changes: Partial<Clinic> = {}): Promise<World> {
  const ports = memoryPorts();
  ports.clock.set(instantOf(start));
  const clinic = aClinic(changes);
  await ports.store.put(clinic, 'absent');
  await ports.store.put(
    { type: 'number', phone: clinic.smsNumber, version: 1, clinicId: clinic.id },
    'absent',
  );
  ports.secrets.set(clinic.id, {
    platforms: { standard: [testSecrets.standard], 'cal-com': [testSecrets['cal-com']] },
    clientKey: testSecrets.clientKey,
  });
  return worldOver(ports, clinic, 'inbound');
}

/** A world that goes on over ports that are there; its texts are those from now on. `inbound` names the clients' texts. */
export function worldOver(ports: MemoryPorts, clinic: Clinic, inbound: string): World {
  const texts = stampedTexts(ports);
  const own = createProcess(ports);
  const inboundIds = numbered(inbound);
  const world: World = {
    ports,
    clinic,
    process: (other = ports) => createProcess(other),
    post: async (platform, body) => {
      const response = await own.webhook(webhookEvent(clinic.id, platform, body, ports.clock.now()));
      return { status: response.statusCode ?? 0, body: bodyOf(response) };
    },
    reply: async (from, body, at = ports.clock.now(), id = inboundIds()) =>
      own.inboundText(inboundEvent({ from, to: clinic.smsNumber, body, at, id })),
    advanceTo: (to) => advance(ports, own, instantOf(to)),
    booking: async (uid, platform = 'standard') => {
      const item = await world.item(keys.booking(clinic.id, platform, uid));
      if (item?.type !== 'booking') throw new Error(`no booking stands at ${uid} but ${item?.type}`);
      return item;
    },
    item: async (key) => {
      const [item] = await ports.store.get([key]);
      return item === undefined || item.type === 'unreadable' ? undefined : item;
    },
    texts: () => [...texts],
  };
  return world;
}

function numbered(name: string): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `${name}-${last}`;
  };
}

function createProcess(ports: Ports): Process {
  const deps: Deps = { ...ports, policies: createPolicies(ports.store) };
  const limiter = createRateLimiter({ perSecond: 1e6, burst: 1e6, keysMax: 10, clock: ports.clock });
  /** Each function with its own view of the table, as it is granted. */
  function as(name: FunctionName): Deps {
    const store = guardedStore(ports.store, name);
    return { ...ports, store, policies: createPolicies(store) };
  }
  const pages = as('client-pages');
  return {
    deps,
    webhook: createWebhook({ ...as('webhook'), limiter }),
    followUp: createFollowUp(as('follow-up')),
    inboundText: createInbound(as('inbound-text')),
    receipts: createReceipts(as('receipts')),
    sweep: createSweep(as('sweep')),
    pages: createPages({
      ...clientActs(pages),
      limiter,
    }),
    managerApi: createManagerApi({ ...as('manager-api'), limiter, verify: testVerify() }),
  };
}

/** Timers at their own time; a minute's sweep whenever something is overdue for it. Ends when nothing is left before the target. */
async function advance(ports: MemoryPorts, own: Process, to: Instant): Promise<void> {
  for (;;) {
    const timer = ports.timers.standing().sort((a, b) => a.at - b.at)[0];
    const overdue = await overdueAt(ports);
    const next = Math.min(timer?.at ?? Number.POSITIVE_INFINITY, overdue ?? Number.POSITIVE_INFINITY);
    if (next > to) break;
    ports.clock.set(Math.max(next, ports.clock.now()));
    if (timer !== undefined && timer.at <= next) {
      for (const due of ports.timers.takeDue(next)) {
        await own.followUp({ v: 1, key: due.key, scheduled: formatInstant(due.at) });
      }
    } else {
      await own.sweep();
    }
  }
  ports.clock.set(Math.max(to, ports.clock.now()));
}

/** The minute at which the sweep would find something, as the due index stands. */
async function overdueAt(ports: MemoryPorts): Promise<Instant | undefined> {
  const dues = ports.store
    .items()
    .map((item) => dueOf(item))
    .filter((due) => due !== undefined);
  if (dues.length === 0) return undefined;
  return (Math.floor((Math.min(...dues) + overdueMinutes * minuteMs) / minuteMs) + 1) * minuteMs;
}

export function webhookEvent(clinicId: string, platform: SignablePlatform, body: unknown, now: Instant) {
  const raw = JSON.stringify(body);
  return httpEvent({
    method: 'POST',
    path: `/v1/clinics/${clinicId}/webhooks/${platform}`,
    headers: signHeaders(platform, raw, testSecrets[platform], now),
    body: raw,
  });
}

function bodyOf(response: HttpResponse): Record<string, unknown> {
  return JSON.parse(response.body ?? '{}');
}

export function inboundEvent(text: { from: string; to: string; body: string; at: Instant; id: string }) {
  const message = {
    originationNumber: text.from,
    destinationNumber: text.to,
    messageKeyword: 'KEYWORD',
    messageBody: text.body,
    inboundMessageId: text.id,
  };
  const Sns = {
    SignatureVersion: '1',
    Timestamp: formatInstant(text.at),
    Signature: '',
    SigningCertUrl: '',
    MessageId: text.id,
    Message: JSON.stringify(message),
    MessageAttributes: {},
    Type: 'Notification',
    UnsubscribeUrl: '',
    TopicArn: 'arn:aws:sns:us-east-1:000000000000:inbound',
    Subject: '',
    Token: '',
  };
  return { Records: [{ EventVersion: '1.0', EventSubscriptionArn: '', EventSource: 'aws:sns', Sns }] };
}

/** What reached a phone, with the clock's time of it. */
function stampedTexts(ports: MemoryPorts): ArrivedText[] {
  const texts: ArrivedText[] = [];
  const { publish } = ports.texting;
  ports.texting.publish = async (message) => {
    const before = ports.texting.arrived().length;
    const result = await publish(message);
    for (const one of ports.texting.arrived().slice(before)) {
      const at = formatInstant(ports.clock.now());
      texts.push({ at, to: one.to, milestone: one.milestone, body: one.body });
    }
    return result;
  };
  return texts;
}

export function instantOf(instant: Instant | string): Instant {
  const parsed = typeof instant === 'number' ? instant : parseInstant(instant);
  if (parsed === undefined) throw new RangeError(`expected an instant, got ${instant}`);
  return parsed;
}
