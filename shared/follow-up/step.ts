/** One planned act of a booking and how it went, as stored. */
import * as z from 'zod';
import type { Instant } from '../time/instant.ts';
import { bookingMilestoneIds } from './milestone.ts';

/** The most steps one booking keeps. A care plan has about 15; the rest is room for changes. The oldest settled ones go first. */
export const stepsMax = 60;
/** Longest step id: `milestone@facts`. */
export const stepIdCharsMax = 80;
/** SNS's message ids are UUIDs; the rest is room for another carrier side's. */
export const messageIdCharsMax = 100;
/** Why a step failed, in characters: a short sentence. */
export const failureCharsMax = 60;

const instant = z.int();
const messageId = z.string().max(messageIdCharsMax);

/** Text-less work: look at the client's other bookings, decide again on fresh facts, or begin the erasure that was asked for. */
export const checkIds = ['poke', 'recheck', 'erase'] as const;
/** What staff are told at once. */
export const noticeIds = [
  'client-not-told',
  'no-usable-number',
  'changed-by-client',
  /** A visit that the client was told is fine no longer is. */
  'no-longer-allowed',
  /** A visit within the day was found to be held back. */
  'held-soon',
] as const;

const act = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), what: z.enum(bookingMilestoneIds) }),
  z.strictObject({ kind: z.literal('check'), what: z.enum(checkIds) }),
  z.strictObject({ kind: z.literal('staff-notice'), what: z.enum(noticeIds) }),
]);
export type Act = z.infer<typeof act>;

export const stepState = z.discriminatedUnion('status', [
  /** `from`: due by the care plan; `dueAt`: when it goes, inside the allowed hours; `notAfter`: too late from then on. */
  z.strictObject({
    status: z.literal('planned'),
    from: instant,
    dueAt: instant,
    notAfter: instant,
    tries: z.int().optional(),
  }),
  /** A publish may be under way until `expiresAt`; then it counts as unknown. */
  z.strictObject({
    status: z.literal('claimed'),
    at: instant,
    expiresAt: instant,
    notAfter: instant,
    tries: z.int().optional(),
  }),
  z.strictObject({ status: z.literal('sent'), at: instant, messageId: messageId.optional() }),
  /** A receipt says that it arrived: final. */
  z.strictObject({ status: z.literal('delivered'), at: instant, messageId: messageId.optional() }),
  /** Staff told the client what no text could: a step of its own, beside the one that could not. */
  z.strictObject({ status: z.literal('told'), at: instant }),
  z.strictObject({ status: z.literal('skipped'), at: instant, reason: z.string().max(60) }),
  z.strictObject({ status: z.literal('failed'), at: instant, reason: z.string().max(failureCharsMax) }),
  /** `claimedUntil`: whoever had claimed it may be at work until then; absent where nobody had. */
  z.strictObject({
    status: z.literal('unknown'),
    at: instant,
    reason: z.string().max(60),
    claimedUntil: instant.optional(),
  }),
]);
export type StepState = z.infer<typeof stepState>;

export const step = z.strictObject({ id: z.string().max(stepIdCharsMax), act, state: stepState });
export type Step = z.infer<typeof step>;

const saying: readonly StepState['status'][] = ['sent', 'delivered', 'told', 'unknown', 'claimed'];

/** Whether the step's words reached the client, may have, or are on their way. */
export function wasSaid({ state }: Step): boolean {
  return saying.includes(state.status);
}

/** Why what fell due was not done: its clinic's texts were paused. */
export const pausedReason = 'clinic paused';

/** Why a text that was to be tried again is not: the next hour for it comes too late. It was due and could not go, so it is not planned anew. */
export const noHourLeftReason = 'no hour left';

/** When the step fell due at a clinic whose texts were paused; `undefined` where it did not. */
export function heldByPauseAt({ state }: Step): Instant | undefined {
  return state.status === 'skipped' && state.reason === pausedReason ? state.at : undefined;
}

/** When the step needs work; `undefined` once it is settled. */
export function dueOfStep(step: Step): Instant | undefined {
  if (step.state.status === 'planned') return step.state.dueAt;
  if (step.state.status === 'claimed') return step.state.expiresAt;
  return undefined;
}
