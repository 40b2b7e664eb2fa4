/** What the tests of a deployed stage do in it: a clinic with a policy of its own, bookings as the platforms send them, and what came of them. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { type SignablePlatform, signHeaders } from '../../local/send/sign.ts';
import { type ManagerRouteKey, managerRoutes } from '../../shared/api/manager/routes.ts';
import type { Booking } from '../../shared/booking/booking.ts';
import { referenceOf } from '../../shared/booking/reference.ts';
import { resourceNames } from '../../shared/deployment/resource-names.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import { keys } from '../../shared/store/item.ts';
import { aClinic, instantOf, testSecrets } from '../world/world.ts';
import { type DeployedWorld, type HttpAsked, type Synthesised, startWorld } from './deployed-world.ts';
import type { Person } from './sign-in-provider.ts';

export const clinicId = 'rosewater';
/** Mon Nov 16 2026, 10:00 in New York. */
export const openedAt = '2026-11-16T15:00:00Z';
/** Larger than those of the shipped policies: read from the table. */
const ownVersion = 100;

export interface Answered {
  status: number;
  body: Record<string, unknown>;
}

export interface StaffAsked extends Partial<Person> {
  /** Of the platform `standard`. */
  uid?: string;
  body?: Record<string, unknown>;
  /** Instead of the person's own. */
  token?: string;
}

/** What a route answers, by its own schema. */
export type StaffAnswer<Key extends ManagerRouteKey> = z.output<(typeof managerRoutes)[Key]['answer']>;

export interface Stage extends DeployedWorld {
  post: (platform: SignablePlatform, body: unknown, changes?: Partial<HttpAsked>) => Promise<Answered>;
  /** Through the deployed routes, as a person who is signed in; a clinician's own clinic unless said otherwise. */
  askStaff: (key: ManagerRouteKey, asked?: StaffAsked) => Promise<Answered>;
  /** The same where it must be answered. */
  staff: <Key extends ManagerRouteKey>(key: Key, asked?: StaffAsked) => Promise<StaffAnswer<Key>>;
  booking: (uid: string, platform?: SignablePlatform) => Promise<Booking>;
  /** The bodies of the texts on a phone. */
  texts: (phone: string) => string[];
  /** A client's text, delivered as the two-way number does. */
  reply: (from: string, body: string) => Promise<void>;
  moveTo: (instant: string) => Promise<void>;
}

export async function openStage(synthesised: Synthesised): Promise<Stage> {
  const clinic = aClinic({ id: clinicId, policies: { microneedling: ownVersion, botox: 1 } });
  const world = await startWorld(synthesised, {
    startsAt: instantOf(openedAt),
    smsNumber: clinic.smsNumber,
    clinicId,
  });
  const { store } = world.aws;
  await store.put(clinic, 'absent');
  await store.put({ type: 'number', phone: clinic.smsNumber, version: 1, clinicId }, 'absent');
  const policy = { ...microneedlingPolicy, version: ownVersion };
  await store.put({ type: 'policy', clinicId, version: 1, policy }, 'absent');
  await world.aws.addSecret(`${resourceNames(synthesised.stage).clinicSecretPrefix}${clinicId}`, {
    platforms: { standard: [testSecrets.standard], 'cal-com': [testSecrets['cal-com']] },
    clientKey: testSecrets.clientKey,
  });
  async function askStaff(key: ManagerRouteKey, asked: StaffAsked = {}): Promise<Answered> {
    const answer = await world.http(staffRequest(world, key, asked));
    if (answer === undefined) throw new Error(`${key} has no route`);
    return answeredBy(answer);
  }

  return {
    ...world,
    askStaff,
    async staff(key, asked) {
      const { status, body } = await askStaff(key, asked);
      if (status !== 200) throw new Error(`${key}: ${status} ${JSON.stringify(body)}`);
      // The route's own schema: TypeScript does not follow it through the table.
      return managerRoutes[key].answer.parse(body) as StaffAnswer<typeof key>;
    },
    async post(platform, body, changes = {}) {
      const raw = JSON.stringify(body);
      const answer = await world.http({
        method: 'POST',
        path: `/v1/clinics/${clinicId}/webhooks/${platform}`,
        headers: signHeaders(platform, raw, testSecrets[platform], world.clock.now()),
        body: raw,
        ...changes,
      });
      if (answer === undefined) throw new Error('the webhook has no route');
      return answeredBy(answer);
    },
    async booking(uid, platform = 'standard') {
      const [item] = await store.get([keys.booking(clinicId, platform, uid)]);
      if (item?.type !== 'booking') throw new Error(`no booking stands at ${uid} but ${item?.type}`);
      return item;
    },
    texts: (phone) => world.aws.sns.texts(phone).map(({ body }) => body),
    reply: (from, body) => world.aws.sns.receive({ from, body }),
    moveTo: (instant) => world.advanceTo(instantOf(instant)),
  };
}

function answeredBy({ statusCode, body }: { statusCode: number; body: string }): Answered {
  return { status: statusCode, body: z.record(z.string(), z.unknown()).parse(JSON.parse(body)) };
}

/** As a browser sends it through the front door. */
function staffRequest({ signIn }: DeployedWorld, key: ManagerRouteKey, asked: StaffAsked): HttpAsked {
  const { role = 'clinician', name = 'clea', clinicId: clinic = clinicId, uid = '', body } = asked;
  const { token = signIn.tokenFor({ role, name, clinicId: clinic }) } = asked;
  const [method = '', pattern = ''] = key.split(' ');
  const path = pattern
    .replace('{clinicId}', clinicId)
    .replace('{booking}', referenceOf({ platform: 'standard', uid }));
  return {
    method,
    path,
    headers: {
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

/** What every act is sent with. */
export function anAct(more: Record<string, unknown> = {}): Record<string, unknown> {
  return { click: randomUUID(), why: 'talked to the client', ...more };
}

/** A line of the delivery log. https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html */
export function logLine(messageId: string, destination: string, at: number, failure?: string): string {
  return JSON.stringify({
    notification: { messageId, timestamp: new Date(at).toISOString().replace('T', ' ').replace('Z', '') },
    delivery: {
      phoneCarrier: 'Made-up Carrier',
      mnc: 270,
      numberOfMessageParts: 1,
      destination,
      priceInUSD: 0.00831,
      smsType: 'Transactional',
      mcc: 310,
      providerResponse: failure ?? 'Message has been accepted by phone carrier',
      dwellTimeMs: 599,
    },
    status: failure === undefined ? 'SUCCESS' : 'FAILURE',
  });
}
