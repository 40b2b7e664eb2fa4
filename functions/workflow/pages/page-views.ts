/** What the client's pages show of a booking. */
import { createHash } from 'node:crypto';
import type {
  AskedQuestion,
  PageFrame,
  PageView,
  Standing,
  TextsShown,
} from '../../../shared/api/page-view.ts';
import { answerDays } from '../../../shared/booking/answer-days.ts';
import type { Booking } from '../../../shared/booking/booking.ts';
import type { Contact } from '../../../shared/follow-up/contact.ts';
import { lastBotoxDayOf, resolvePauseFrom } from '../../../shared/follow-up/visit-dates.ts';
import { askedQuestions } from '../../../shared/policy/asked-questions.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import type { Language } from '../../../shared/policy/words.ts';
import { type Draft, lastSentAt, typedValues } from '../../../shared/screening/draft.ts';
import { keyOf } from '../../../shared/store/item.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import type { Standpoint } from '../change-booking.ts';

/** Characters of the hash a calendar knows a visit by. */
const visitIdChars = 24;

export type Closed = Extract<PageView, { page: 'closed' }>;

export function closedView(
  { booking, clinic }: Standpoint,
  why: Closed['why'],
  language: Language | undefined,
): Closed {
  return {
    page: 'closed',
    why,
    language: language ?? booking.client.language,
    brand: clinic.brand,
    clinicPhone: clinic.phone,
    zone: clinic.zone,
  };
}

export function frameOf({ booking, clinic, policy }: Standpoint, language: Language | undefined): PageFrame {
  return {
    language: language ?? booking.client.language,
    brand: clinic.brand,
    clinicPhone: clinic.phone,
    place: clinic.place,
    zone: clinic.zone,
    treatment: policy?.title ?? { en: booking.service, es: booking.service },
    startAt: booking.startAt,
    endAt: booking.endAt,
  };
}

/** The questions as they stand, with what was typed or answered before. */
export function screeningView(
  standpoint: Standpoint,
  policy: Policy | undefined,
  shown: { draft: Draft | undefined; unanswered: string[]; standing: Standing | undefined; now: Instant },
  language: Language | undefined,
): PageView {
  const { booking } = standpoint;
  const { draft, unanswered, standing, now } = shown;
  const typed = typedValues(booking, draft);
  const questions = (policy === undefined ? [] : askedQuestions(policy)).map((question): AskedQuestion => {
    const value = ownOf(typed, question.id) ?? ownOf(booking.answers, question.id)?.value;
    const bounds = answerDays(question, { ...standpoint, now });
    return {
      question,
      ...(value === undefined ? {} : { value }),
      ...(bounds === undefined ? {} : { bounds }),
    };
  });
  const sentAt = lastSentAt(booking);
  return {
    ...frameOf(standpoint, language),
    page: 'screening',
    questions,
    unanswered,
    ...(standing === undefined ? {} : { standing }),
    filled: Object.keys(typed).length > 0 ? 'draft' : sentAt > 0 ? 'sent' : 'new',
    // A clock that is behind must not make what is typed now look older than what was sent.
    openedAt: Math.max(now, sentAt),
  };
}

function ownOf<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

export function careView(
  standpoint: Standpoint,
  { now, contact }: { now: Instant; contact: Contact | undefined },
  language: Language | undefined,
): PageView {
  const { booking, clinic, policy } = standpoint;
  const texts = textsShown(standpoint, contact);
  return {
    ...frameOf(standpoint, language),
    page: 'care',
    now,
    pauseFrom: resolvePauseFrom(policy, booking.startAt, clinic.zone),
    lastBotoxDay: lastBotoxDayOf(policy, booking.startAt, clinic.zone),
    standing: careStandingOf(booking),
    ...(texts === undefined ? {} : { texts }),
    visit: { id: visitIdOf(booking), revision: booking.version },
  };
}

/** A hash: calendars are shared, and nobody should get from one to the booking or its pages. */
function visitIdOf(booking: Booking): string {
  return createHash('sha256').update(keyOf(booking)).digest('hex').slice(0, visitIdChars);
}

/** The contact knows best; without one nobody has stopped anything. */
function textsShown({ booking, clinic }: Standpoint, contact: Contact | undefined): TextsShown | undefined {
  if (booking.client.phone === undefined || booking.phoneKey === undefined) return undefined;
  const stopped = contact?.optedOut;
  return stopped === undefined
    ? { texts: 'on' }
    : { texts: 'off', by: stopped.source, number: clinic.smsNumber };
}

function careStandingOf({ decision, atStart }: Booking): Extract<PageView, { page: 'care' }>['standing'] {
  const outcome = atStart ?? decision?.outcome;
  if (outcome === 'blocked') return 'off';
  return outcome === 'allowed' ? 'on' : 'waiting';
}
