/** What the tests of a deployed stage do in it: a clinic with a policy of its own, bookings as the platforms send them, and what came of them. */
import * as z from 'zod';
import { type SignablePlatform, signHeaders } from '../../local/send/sign.ts';
import type { Booking } from '../../shared/booking/booking.ts';
import { resourceNames } from '../../shared/deployment/resource-names.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import { keys } from '../../shared/store/item.ts';
import { aClinic, instantOf, testSecrets } from '../world/world.ts';
import { type DeployedWorld, type HttpAsked, type Synthesised, startWorld } from './deployed-world.ts';

export const clinicId = 'rosewater';
/** Mon Nov 16 2026, 10:00 in New York. */
export const openedAt = '2026-11-16T15:00:00Z';
/** Larger than those of the shipped policies: read from the table. */
const ownVersion = 100;

export interface Answered {
  status: number;
  body: Record<string, unknown>;
}

export interface Stage extends DeployedWorld {
  post: (platform: SignablePlatform, body: unknown, changes?: Partial<HttpAsked>) => Promise<Answered>;
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
  return {
    ...world,
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
      return {
        status: answer.statusCode,
        body: z.record(z.string(), z.unknown()).parse(JSON.parse(answer.body)),
      };
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
