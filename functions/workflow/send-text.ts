/** Sends one claimed text: contact read after the claim, slot reserved, windows checked again, published once, recorded. */
import { createHash } from 'node:crypto';
import { type Booking, bookingIdOf } from '../../shared/booking/booking.ts';
import { restoredReason } from '../../shared/booking/catch-up.ts';
import type { StepEvent } from '../../shared/booking/event.ts';
import { windowOf } from '../../shared/follow-up/agenda.ts';
import { carePlan } from '../../shared/follow-up/care-plan.ts';
import { composeText } from '../../shared/follow-up/compose-text.ts';
import { type Contact, questionsMax } from '../../shared/follow-up/contact.ts';
import { freeSlot, newContact, reserveSlot, type SlotRequest } from '../../shared/follow-up/contact-slots.ts';
import { withOptOut } from '../../shared/follow-up/reply.ts';
import type { Step } from '../../shared/follow-up/step.ts';
import { contentOf } from '../../shared/follow-up/text-identity.ts';
import { firstAllowed, isAllowed } from '../../shared/follow-up/text-window.ts';
import { keys } from '../../shared/store/item.ts';
import { nameKey } from '../../shared/text/person-name.ts';
import { hourMs, type Instant, minuteMs } from '../../shared/time/instant.ts';
import { publishTimeoutMs } from '../time-limits.ts';
import { racesMax, type Standpoint } from './change-booking.ts';
import { changeContact } from './change-contact.ts';
import { keyOfPlace, type TextDeps } from './deps.ts';
import { ContentionError } from './errors.ts';
import { readItems } from './load.ts';
import { textFactsOf } from './text-facts.ts';

/** Waits after passing refusals, in minutes: 1, 2, 4 ... */
const backOffMinutesMax = 30;
/** A question waits for its answer until the visit starts; this bound is for the contact item. Hours. */
const questionHours = 48;

export interface ClaimedText {
  standpoint: Standpoint;
  step: Step;
  claim: { expiresAt: Instant; notAfter: Instant; tries: number };
  /** The page its words link to, where they do. */
  link?: string;
}

/** What came of it, to be recorded on the step. */
export async function sendText(deps: TextDeps, claimed: ClaimedText, now: Instant): Promise<StepEvent> {
  const { standpoint, step, claim } = claimed;
  const { booking, clinic } = standpoint;
  const at = Math.max(deps.clock.now(), now);
  const untimely = whyNotNow(claimed, at);
  if (untimely !== undefined) return untimely;
  // Nothing was published yet, so whatever failed here proves that nothing went out.
  const slot = await takeSlot(deps, claimed, at).catch(() => undefined);
  if (slot === undefined)
    return { type: 'step-postponed', step: step.id, at, dueAt: at + backOffMs(claim.tries) };
  if (slot.taken !== undefined) return publish(deps, claimed, slot.taken, at);
  if (slot.answer.slot === 'taken') {
    return { type: 'step-unknown', step: step.id, at, reason: restoredReason };
  }
  if (slot.answer.slot === 'never') {
    return { type: 'step-skipped', step: step.id, at, reason: slot.answer.reason };
  }
  const dueAt = firstAllowed(slot.answer.at, claim.notAfter, windowOf(booking, clinic));
  return dueAt === undefined
    ? { type: 'step-skipped', step: step.id, at, reason: slot.answer.reason }
    : { type: 'step-postponed', step: step.id, at, dueAt };
}

/** Late limit, hours and the claim's own end; what the send took time for is looked at again right before the publish. */
function whyNotNow({ standpoint, step, claim }: ClaimedText, at: Instant): StepEvent | undefined {
  if (at >= claim.notAfter) return { type: 'step-skipped', step: step.id, at, reason: 'too late' };
  const open = isAllowed(at, windowOf(standpoint.booking, standpoint.clinic));
  if (open && at + publishTimeoutMs < claim.expiresAt) return undefined;
  return { type: 'step-postponed', step: step.id, at, dueAt: at + minuteMs };
}

function backOffMs(tries: number): number {
  return Math.min(2 ** Math.max(0, tries - 1), backOffMinutesMax) * minuteMs;
}

interface TakenSlot {
  contact: Contact;
  firstToNumber: boolean;
}

type Slot =
  | { taken: TakenSlot }
  | { taken?: undefined; answer: Exclude<ReturnType<typeof reserveSlot>, { slot: 'reserved' }> };

/** Reserved by a put on the contact version just read: an opt-out in between makes it read again. */
async function takeSlot(deps: TextDeps, claimed: ClaimedText, at: Instant): Promise<Slot> {
  const request = slotRequest(claimed, at);
  for (let race = 0; race < racesMax; race += 1) {
    const { contact, seen, pausedUntil } = await readContact(deps, claimed.standpoint);
    if (pausedUntil > at) return { answer: { slot: 'later', at: pausedUntil, reason: 'spend limit' } };
    const answer = reserveSlot(contact, request);
    if (answer.slot !== 'reserved') return { answer };
    const { client, consent } = claimed.standpoint.booking;
    const known = { language: client.language, consent, version: contact.version + 1 };
    const next = { ...withQuestion(answer.contact, claimed, at), ...known };
    if ((await deps.store.put(next, seen)).put === 'stored') {
      return { taken: { contact: next, firstToNumber: answer.firstToNumber } };
    }
  }
  throw new ContentionError('contact');
}

function slotRequest({ standpoint, step, claim }: ClaimedText, now: Instant): SlotRequest {
  const { booking, clinic } = standpoint;
  const milestone = step.act.kind === 'text' ? carePlan[step.act.what] : undefined;
  const text = textName(claimedKey(standpoint), step);
  return {
    text,
    content: `${contentOf(step.id)}@${personOf(booking)}`,
    kind: milestone?.kind === 'care' ? 'care' : 'status',
    uncapped: milestone?.kind === 'care' ? milestone.uncapped : true,
    notAfter: claim.notAfter,
    now,
    zone: booking.client.zone ?? clinic.zone,
    ...(clinic.restoredAt === undefined ? {} : { restoredAt: clinic.restoredAt }),
  };
}

/** Two people may share a number: each is told what is theirs. */
function personOf({ client }: Booking): string {
  return createHash('sha256').update(nameKey(client.name)).digest('base64url').slice(0, 8);
}

function textName(key: string, step: Step): string {
  return `${key} ${step.id}`.slice(0, 300);
}

function claimedKey({ booking }: Standpoint): string {
  return keyOfPlace(booking);
}

/** The day-before text asks a question: the answer finds its booking here. */
function withQuestion(contact: Contact, { standpoint, step }: ClaimedText, at: Instant): Contact {
  if (step.act.what !== 'day-before') return contact;
  const { platform, uid, startAt } = standpoint.booking;
  const others = contact.questions.filter((one) => one.uid !== uid || one.platform !== platform);
  const expiresAt = Math.min(startAt, at + questionHours * hourMs);
  return {
    ...contact,
    questions: [...others, { platform, uid, askedAt: at, expiresAt }].slice(-questionsMax),
  };
}

async function readContact(
  deps: TextDeps,
  { booking, clinic }: Standpoint,
): Promise<{ contact: Contact; seen: number | 'absent'; pausedUntil: Instant }> {
  const phoneKey = booking.phoneKey ?? '';
  const [item, pause] = await readItems(deps, [keys.contact(clinic.id, phoneKey), keys.spendPause()]);
  const pausedUntil = pause?.type === 'spend-pause' ? pause.until : 0;
  if (item?.type === 'contact') return { contact: item, seen: item.version, pausedUntil };
  const contact = newContact(clinic.id, phoneKey, booking.client.phone ?? '');
  return { contact, seen: 'absent', pausedUntil };
}

async function publish(
  deps: TextDeps,
  claimed: ClaimedText,
  { contact, firstToNumber }: TakenSlot,
  begunAt: Instant,
): Promise<StepEvent> {
  const { standpoint, step, claim, link } = claimed;
  const { booking, clinic } = standpoint;
  const name = textName(claimedKey(standpoint), step);
  const milestone = step.act.kind === 'text' ? step.act.what : 'booked';
  const isOptedOut = (await deps.texting.isOptedOut(contact.phone)) === true;
  const at = Math.max(deps.clock.now(), begunAt);
  const base = { step: step.id, at };
  const untimely = whyNotNow(claimed, at);
  if (untimely !== undefined) {
    await changeContact(deps, contact, (one) => freeSlot(one, name));
    return untimely;
  }
  if (isOptedOut) {
    await changeContact(deps, contact, (one) => withOptOut(freeSlot(one, name), at, 'carrier'));
    return { type: 'step-failed', ...base, reason: 'opted out' };
  }
  const facts = textFactsOf(standpoint, at, link);
  const { body } = composeText({
    milestone,
    language: booking.client.language,
    facts,
    firstToNumber,
  });
  const result = await deps.texting.publish({
    to: contact.phone,
    from: clinic.smsNumber,
    body,
    bookingId: bookingIdOf(booking),
    milestone,
  });
  if (result.published === 'yes') {
    const told = milestone === 'day-before' ? { pauseFrom: facts.pauseFrom } : {};
    return { type: 'step-sent', ...base, messageId: result.messageId, ...told };
  }
  if (result.published === 'unknown') return { type: 'step-unknown', ...base, reason: result.reason };
  await changeContact(deps, contact, (one) => freeSlot(one, name));
  if (!result.passing) return { type: 'step-failed', ...base, reason: result.reason };
  return { type: 'step-postponed', ...base, dueAt: at + backOffMs(claim.tries) };
}
