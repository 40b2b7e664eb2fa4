/** Takes a claimed text's slot on its contact, before anything is published: whether the number may hear it now, and whether the account still has money for it. */
import { createHash } from 'node:crypto';
import type { Booking } from '../../../shared/booking/booking.ts';
import { carePlan } from '../../../shared/follow-up/care-plan.ts';
import { type Contact, questionsMax } from '../../../shared/follow-up/contact.ts';
import {
  freeSlot,
  newContact,
  reserveSlot,
  type SlotRequest,
} from '../../../shared/follow-up/contact-slots.ts';
import type { SpendPause } from '../../../shared/follow-up/spend-pause.ts';
import type { Step } from '../../../shared/follow-up/step.ts';
import { contentOf, isRequestId } from '../../../shared/follow-up/text-identity.ts';
import { keys } from '../../../shared/store/item.ts';
import { nameKey } from '../../../shared/text/person-name.ts';
import { hourMs, type Instant } from '../../../shared/time/instant.ts';
import { racesMax, type Standpoint } from '../change-booking.ts';
import { changeContact } from '../change-contact.ts';
import { keyOfPlace, type TextDeps } from '../deps.ts';
import { ContentionError, UnreadableItemError } from '../errors.ts';
import { takeTurn } from '../receipts/pause-spending.ts';

/** A question waits for its answer until the visit starts; this bound is for the contact item. Hours. */
const questionHours = 48;

/** A text that is claimed on its booking: nobody else sends it meanwhile. */
export interface ClaimedText {
  standpoint: Standpoint;
  step: Step;
  claim: { expiresAt: Instant; notAfter: Instant; tries: number };
  /** The page its words link to, where they do. */
  link?: string;
}

export interface TakenSlot {
  contact: Contact;
  phone: string;
  firstToNumber: boolean;
}

type Slot =
  | { taken: TakenSlot }
  | { taken?: undefined; answer: Exclude<ReturnType<typeof reserveSlot>, { slot: 'reserved' }> };

/** Reserved by a put on the contact version just read: an opt-out in between makes it read again. */
export async function takeSlot(deps: TextDeps, claimed: ClaimedText, at: Instant): Promise<Slot> {
  const request = slotRequest(claimed, at);
  for (let race = 0; race < racesMax; race += 1) {
    const { contact, phone, seen, pause } = await readContact(deps, claimed.standpoint);
    if (pause !== undefined && pause.until > at)
      return { answer: { slot: 'later', at: pause.until, reason: 'spend limit' } };
    const answer = reserveSlot(contact, request);
    if (answer.slot !== 'reserved') return { answer };
    const { client, consent } = claimed.standpoint.booking;
    const known = { phone, language: client.language, consent, version: contact.version + 1 };
    const next = { ...withQuestion(answer.contact, claimed, at), ...known };
    if ((await deps.store.put(next, seen)).put === 'conflict') continue;
    if (await takeTurn(deps, pause, at)) {
      return { taken: { contact: next, phone, firstToNumber: answer.firstToNumber } };
    }
    await changeContact(deps, next, (one) => freeSlot(one, request.text));
  }
  throw new ContentionError('contact');
}

function slotRequest({ standpoint, step, claim }: ClaimedText, now: Instant): SlotRequest {
  const { booking, clinic } = standpoint;
  const milestone = step.act.kind === 'text' ? carePlan[step.act.what] : undefined;
  return {
    text: textName(standpoint, step),
    content: `${contentOf(step.id)}@${personOf(booking)}`,
    kind: milestone?.kind === 'care' ? 'care' : 'status',
    uncapped: milestone?.kind === 'care' ? milestone.uncapped : true,
    askedFor: isRequestId(step.id),
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

/** Names booking and step. */
export function textName({ booking }: Standpoint, { id }: Step): string {
  return `${keyOfPlace(booking)} ${id}`.slice(0, 300);
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
): Promise<{ contact: Contact; phone: string; seen: number | 'absent'; pause: SpendPause | undefined }> {
  const phoneKey = booking.phoneKey ?? '';
  const [item, other] = await deps.store.get([keys.contact(clinic.id, phoneKey), keys.spendPause()]);
  if (item?.type === 'unreadable') throw new UnreadableItemError(item.key, item.reason);
  // One that cannot be read holds nobody's texts back: it is every clinic's.
  const pause = other?.type === 'spend-pause' ? other : undefined;
  const ownPhone = booking.client.phone ?? '';
  if (item?.type === 'contact') {
    return { contact: item, phone: item.phone ?? ownPhone, seen: item.version, pause };
  }
  const contact = newContact(clinic.id, phoneKey, ownPhone);
  return { contact, phone: ownPhone, seen: 'absent', pause };
}
