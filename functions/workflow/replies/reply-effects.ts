/** What a client's text does to their bookings: the answer to the day-before question, or texts off and on. */
import { isOpen } from '../../../shared/booking/ahead.ts';
import { type Booking, bookingIdOf } from '../../../shared/booking/booking.ts';
import type { BookingEvent } from '../../../shared/booking/event.ts';
import type { Place } from '../../../shared/booking/place-event.ts';
import type { Clinic } from '../../../shared/clinic/clinic.ts';
import type { Contact } from '../../../shared/follow-up/contact.ts';
import { type ReplyMeaning, withOptOut } from '../../../shared/follow-up/reply.ts';
import type { Language } from '../../../shared/policy/words.ts';
import { nameKey } from '../../../shared/text/person-name.ts';
import { type Instant, minuteMs } from '../../../shared/time/instant.ts';
import { changeBooking, loadStandpoint, type Standpoint } from '../change-booking.ts';
import { changeContact } from '../change-contact.ts';
import { placeOf, type ReplyDeps } from '../deps.ts';
import { showOpt } from '../show-opt.ts';
import { makePage } from '../texts/make-page.ts';

/** A text's envelope and the question it answers are stamped by different machines: so far apart they still belong together. Minutes. */
const clockSkewMinutesMax = 5;

export interface ReplyEffect {
  /** The booking the text was about, where it was about one. */
  booking?: Booking;
  language?: Language;
  /** Where to screen again. */
  link?: string;
  /** START for a number that the carrier side keeps opted out. */
  heldByCarrier?: boolean;
}

interface Reply {
  clinic: Clinic;
  contact: Contact;
  /** The number that wrote. */
  phone: string;
  meaning: ReplyMeaning;
  at: Instant;
}

export async function applyReply(deps: ReplyDeps, reply: Reply): Promise<ReplyEffect> {
  switch (reply.meaning) {
    case 'stop':
      return changeOpt(deps, reply, reply.contact);
    case 'start':
      return takeStart(deps, reply);
    case 'fine':
    case 'changed':
      return answerQuestion(deps, reply);
    case 'help':
    case 'other':
      return {};
  }
}

/** Lifts the carrier side's own opt-out too; where that is refused, the number stays off and people see it. */
async function takeStart(deps: ReplyDeps, reply: Reply): Promise<ReplyEffect> {
  const { contact, clinic, phone, at } = reply;
  // A later STOP came first: it holds, here and at the carrier.
  if (contact.optedOut !== undefined) return changeOpt(deps, reply, contact);
  const isHeld = (await deps.texting.isOptedOut(phone)) === true;
  const lifted = !isHeld || (await deps.texting.optIn(phone)).lifted;
  if (lifted) {
    deps.journal.note({ event: 'contact-opted-in', clinicId: clinic.id, source: 'text' });
    return changeOpt(deps, reply, contact);
  }
  const held = await changeContact(deps, contact, (one) => withOptOut(one, at, 'carrier'));
  return { ...(await changeOpt(deps, reply, held)), heldByCarrier: true };
}

async function changeOpt(deps: ReplyDeps, { clinic, at }: Reply, contact: Contact): Promise<ReplyEffect> {
  if (contact.optedOut !== undefined) {
    deps.journal.note({ event: 'contact-opted-out', clinicId: clinic.id, source: 'text' });
  }
  const language = await showOpt(deps, contact, at);
  return language === undefined ? {} : { language };
}

/** 1 and 2 go to the latest open day-before question; where two people have one, both need a person. */
async function answerQuestion(deps: ReplyDeps, reply: Reply): Promise<ReplyEffect> {
  const { clinic, contact, meaning, at } = reply;
  const open = contact.questions.filter(
    (one) => one.askedAt - clockSkewMinutesMax * minuteMs <= at && at < one.expiresAt,
  );
  const asked: Standpoint[] = [];
  for (const { platform, uid } of open.toSorted((a, b) => b.askedAt - a.askedAt)) {
    const standpoint = await loadStandpoint(deps, { clinicId: clinic.id, platform, uid });
    if (standpoint !== undefined && isOpen(standpoint.booking)) asked.push(standpoint);
  }
  const [latest] = asked;
  if (latest === undefined) return {};
  // A name without letters is nobody's: each such booking is a person of its own.
  const people = new Set(asked.map(({ booking }) => nameKey(booking.client.name) || bookingIdOf(booking)));
  const now = Math.max(deps.clock.now(), at);
  if (people.size > 1) {
    for (const { booking } of asked)
      await fold(deps, placeOf(booking), [{ type: 'reply-ambiguous', at }], now);
    return { booking: latest.booking, language: latest.booking.client.language };
  }
  if (meaning === 'fine') {
    await fold(deps, placeOf(latest.booking), [{ type: 'confirmed-fine', at }], now);
    return { booking: latest.booking, language: latest.booking.client.language };
  }
  const page = await makePage(deps, latest, 'screening');
  await fold(deps, placeOf(latest.booking), [...page.made, { type: 'reopened', at }], now);
  return { booking: latest.booking, language: latest.booking.client.language, link: page.link };
}

async function fold(
  deps: ReplyDeps,
  place: Place,
  events: readonly BookingEvent[],
  now: Instant,
): Promise<void> {
  await changeBooking(deps, place, ({ booking }) => (hasHappened(booking, events) ? undefined : events), {
    now,
  });
}

/** A text that is delivered twice changes its booking once. */
function hasHappened(booking: Booking, events: readonly BookingEvent[]): boolean {
  return events.some(
    (event) =>
      (event.type === 'reopened' && booking.reopenedAt === event.at) ||
      (event.type === 'reply-ambiguous' && booking.ambiguousReplyAt === event.at) ||
      (event.type === 'confirmed-fine' &&
        booking.audit.some((entry) => entry.at === event.at && entry.did === 'client said all is fine')),
  );
}
