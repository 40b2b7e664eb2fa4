/** Every kind of item of the one table, the key it stands at, and when it is due. Pure, so that every store derives the same. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { bookingSchema } from '../booking/booking.ts';
import { aliasSchema, erasedSchema, movedSchema, tombstoneSchema } from '../booking/key-space.ts';
import { clinicSchema } from '../clinic/clinic.ts';
import { contactSchema } from '../follow-up/contact.ts';
import { messageSchema } from '../follow-up/message.ts';
import { spendPauseSchema } from '../follow-up/spend-pause.ts';
import { dueOfStep } from '../follow-up/step.ts';
import { policySchema } from '../policy/policy.ts';
import { draftSchema } from '../screening/draft.ts';
import { ceilToSecond, type Instant } from '../time/instant.ts';
import { deliverySchema } from '../webhook/delivery.ts';
import { jobSchema } from './job.ts';

const instant = z.int();

/** A client's page behind a random token, for whoever has the number that its link was made for. */
export const pageSchema = z.strictObject({
  type: z.literal('page'),
  token: z.string().max(32),
  version: z.int().nonnegative(),
  clinicId: z.string().max(64),
  platform: z.string().max(40),
  uid: z.string().max(128),
  page: z.enum(['screening', 'care']),
  /** Under another number the link opens nothing: it may have gone to a stranger. Absent where there was none. */
  phoneKey: z.string().max(40).optional(),
  /** Of the booking's links when this one was made: one of an earlier series opens nothing. Absent: the first. */
  linkSeries: z.int().positive().optional(),
  expiresAt: instant,
});
export type Page = z.infer<typeof pageSchema>;

/** A clinic's own policy version; the shipped defaults need none. */
export const clinicPolicySchema = z.strictObject({
  type: z.literal('policy'),
  clinicId: z.string().max(64),
  version: z.int().nonnegative(),
  policy: policySchema,
});

/** Which clinic an inbound text belongs to, by the number it was sent to. */
export const numberSchema = z.strictObject({
  type: z.literal('number'),
  phone: z.string().max(16),
  version: z.int().nonnegative(),
  clinicId: z.string().max(64),
  /** The version of its clinic that it was claimed for: an earlier one says nothing of whether it still has it. */
  forVersion: z.int().nonnegative().optional(),
});
export type OwnedNumber = z.infer<typeof numberSchema>;

/** An item the sweep gave up on: beside the item, so that the broken one stays as it is. */
export const quarantineSchema = z.strictObject({
  type: z.literal('quarantine'),
  key: z.string().max(400),
  version: z.int().nonnegative(),
  tries: z.int(),
  reason: z.string().max(300),
  since: instant,
  retryAt: instant.optional(),
  expiresAt: instant,
});
export type Quarantine = z.infer<typeof quarantineSchema>;

export const itemSchema = z.discriminatedUnion('type', [
  bookingSchema,
  aliasSchema,
  tombstoneSchema,
  movedSchema,
  erasedSchema,
  deliverySchema,
  contactSchema,
  clinicSchema,
  clinicPolicySchema,
  pageSchema,
  draftSchema,
  jobSchema,
  numberSchema,
  messageSchema,
  quarantineSchema,
  spendPauseSchema,
]);
export type Item = z.infer<typeof itemSchema>;

export const keys = {
  booking: (clinicId: string, platform: string, uid: string) => `booking#${clinicId}#${platform}#${uid}`,
  delivery: (clinicId: string, platform: string, id: string) => `delivery#${clinicId}#${platform}#${id}`,
  contact: (clinicId: string, phoneKey: string) => `contact#${clinicId}#${phoneKey}`,
  clinic: (clinicId: string) => `clinic#${clinicId}`,
  policy: (clinicId: string, treatment: string, version: number) =>
    `policy#${clinicId}#${treatment}#${version}`,
  page: (token: string) => `page#${token}`,
  draft: (clinicId: string, platform: string, uid: string) => `draft#${clinicId}#${platform}#${uid}`,
  job: (clinicId: string, id: string) => `job#${clinicId}#${id}`,
  number: (phone: string) => `number#${phone}`,
  spendPause: () => 'spend-pause#texts',
  message: (id: string) => `message#${id}`,
  quarantine: (key: string) => `quarantine#${key}`,
} as const;

export function keyOf(item: Item): string {
  switch (item.type) {
    case 'booking':
    case 'alias':
    case 'tombstone':
    case 'moved':
    case 'erased':
      return keys.booking(item.clinicId, item.platform, item.uid);
    case 'delivery':
      return keys.delivery(item.clinicId, item.platform, item.id);
    case 'contact':
      return keys.contact(item.clinicId, item.phoneKey);
    case 'clinic':
      return keys.clinic(item.id);
    case 'policy':
      return keys.policy(item.clinicId, item.policy.treatment, item.policy.version);
    case 'page':
      return keys.page(item.token);
    case 'draft':
      return keys.draft(item.clinicId, item.platform, item.uid);
    case 'job':
      return keys.job(item.clinicId, item.id);
    case 'number':
      return keys.number(item.phone);
    case 'message':
      return keys.message(item.id);
    case 'quarantine':
      return keys.quarantine(item.key);
    case 'spend-pause':
      return keys.spendPause();
  }
}

/** Shards of the due index: each takes 1,000 writes/s, and the sweep reads them all. */
export const dueShards = 8;

/** The shard of an item: a stable hash of its key. */
export function dueShardOf(key: string): number {
  return (createHash('sha256').update(key).digest()[0] ?? 0) % dueShards;
}

/** The next instant at which an item needs work, in whole seconds (as ms); `undefined`: none, it leaves the due index. */
export function dueOf(item: Item): Instant | undefined {
  const due = rawDueOf(item);
  return due === undefined ? undefined : ceilToSecond(due);
}

function rawDueOf(item: Item): Instant | undefined {
  switch (item.type) {
    case 'booking': {
      const dues = item.steps.map(dueOfStep).filter((due) => due !== undefined);
      return dues.length === 0 ? undefined : Math.min(...dues);
    }
    case 'alias':
      return item.carry === undefined ? undefined : item.carriedSince;
    case 'delivery':
      return item.status === 'received' ? item.leaseUntil : undefined;
    case 'job':
      return item.dueAt;
    default:
      return undefined;
  }
}

/** Why a person should look: what the manager's opening page lists, the weightiest first, everywhere. */
export const attentionKinds = [
  'blocked',
  'review',
  'client-not-told',
  'incomplete',
  'changed-by-client',
  'pending-near',
  'proposal',
  'no-usable-number',
  'no-consent',
  'opted-out',
  'text-failed',
  'text-unknown',
  'refused-delivery',
  'quarantined',
] as const;
export type AttentionKind = (typeof attentionKinds)[number];
