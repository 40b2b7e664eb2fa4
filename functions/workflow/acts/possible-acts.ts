/** What somebody of a role may do about a booking now, from what is stored of it. */
import type { ActName } from '../../../shared/api/manager/act-name.ts';
import type { Role } from '../../../shared/api/manager/role.ts';
import type { Booking } from '../../../shared/booking/booking.ts';
import { answerableQuestions } from '../../../shared/booking/plan-answers.ts';
import { resendableSteps } from '../../../shared/booking/plan-text.ts';
import { type Proposed, proposedDecision } from '../../../shared/booking/proposed-decision.ts';
import { possibleActs } from '../../../shared/booking/staff-act.ts';
import type { StopSource } from '../../../shared/follow-up/contact.ts';
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
}

/** On the booking's page. */
export async function possibleOnPage(
  deps: BookingDeps,
  standpoint: Standpoint,
  role: Role,
  now: Instant,
): Promise<Possible> {
  const [situation, stoppedBy] = await Promise.all([
    situationOf(deps, standpoint, now),
    stopOf(deps, standpoint.booking),
  ]);
  const resendable = role === 'viewer' ? [] : resendableSteps(situation);
  const proposed = proposedDecision(situation);
  return {
    can: possibleActs(situation, role, stoppedBy),
    resendable,
    questions: answerableQuestions(situation),
    ...(proposed === undefined ? {} : { proposed }),
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

/** Who stopped the texts to the booking's number. */
async function stopOf(
  deps: BookingDeps,
  { clinicId, phoneKey, optedOutAt }: Booking,
): Promise<StopSource | undefined> {
  if (phoneKey === undefined || optedOutAt === undefined) return undefined;
  const [contact] = await readItems(deps, [keys.contact(clinicId, phoneKey)]);
  return contact?.type === 'contact' ? contact.optedOut?.source : undefined;
}
