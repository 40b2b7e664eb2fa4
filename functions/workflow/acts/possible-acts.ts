/** What somebody of a role may do about a booking now, from what is stored of it. */
import type { ActName } from '../../../shared/api/manager/act-name.ts';
import type { Role } from '../../../shared/api/manager/role.ts';
import type { TextedBack } from '../../../shared/api/manager/views/view-timeline.ts';
import type { Booking } from '../../../shared/booking/booking.ts';
import { answerableQuestions } from '../../../shared/booking/plan-answers.ts';
import { resendableSteps } from '../../../shared/booking/plan-text.ts';
import { type Proposed, proposedDecision } from '../../../shared/booking/proposed-decision.ts';
import { possibleActs } from '../../../shared/booking/staff-act.ts';
import type { Contact } from '../../../shared/follow-up/contact.ts';
import type { Question } from '../../../shared/policy/policy.ts';
import { keys } from '../../../shared/store/item.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import type { Standpoint } from '../change-booking.ts';
import type { BookingDeps } from '../deps.ts';
import { readItems } from '../load.ts';
import { situationOf } from './act-situation.ts';

export interface Possible {
  can: ActName[];
  /** Ids of the texts that may be sent once more. */
  resendable: string[];
  /** What answers to may be written down. */
  questions: Question[];
  /** Where a newer policy waits for a person. */
  proposed?: Proposed;
  /** What became of the answer to "something changed", where there was one. */
  answered?: TextedBack;
}

/** On the booking's page. */
export async function possibleOnPage(
  deps: BookingDeps,
  standpoint: Standpoint,
  role: Role,
  now: Instant,
): Promise<Possible> {
  const [situation, contact] = await Promise.all([
    situationOf(deps, standpoint, now),
    contactOf(deps, standpoint.booking),
  ]);
  const answered = answeredTo(standpoint.booking, contact);
  const resendable = role === 'viewer' ? [] : resendableSteps(situation);
  const proposed = proposedDecision(situation);
  return {
    can: possibleActs(situation, role, contact?.optedOut?.source),
    resendable,
    questions: answerableQuestions(situation),
    ...(proposed === undefined ? {} : { proposed }),
    ...(answered === undefined ? {} : { answered }),
  };
}

/** On a row of a list, which reads no contact: where the booking does not say who stopped the texts, nobody is told there that a stop can be lifted. */
export async function possibleInList(
  deps: BookingDeps,
  standing: Omit<Standpoint, 'facts'>,
  role: Role,
  now: Instant,
): Promise<ActName[]> {
  return possibleActs(await situationOf(deps, standing, now), role, standing.booking.stoppedBy ?? 'text');
}

/** What is known of the booking's number, where that says more than the booking: who stopped its texts, and what was answered to its own. */
async function contactOf(
  deps: BookingDeps,
  { clinicId, phoneKey, optedOutAt, reopenedAt }: Booking,
): Promise<Contact | undefined> {
  if (phoneKey === undefined || (optedOutAt === undefined && reopenedAt === undefined)) return undefined;
  const [contact] = await readItems(deps, [keys.contact(clinicId, phoneKey)]);
  return contact?.type === 'contact' ? contact : undefined;
}

function answeredTo({ reopenedAt }: Booking, contact: Contact | undefined): TextedBack | undefined {
  const state = contact?.replies.findLast(({ at }) => at === reopenedAt)?.state;
  return reopenedAt !== undefined && (state === 'sent' || state === 'failed' || state === 'unknown')
    ? { at: reopenedAt, status: state }
    : undefined;
}
