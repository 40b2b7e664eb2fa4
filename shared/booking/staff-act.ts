/** What an act of staff does to a booking, as events, or why it may not be done; and what may be done now. */
import type { ActName } from '../api/manager/act-name.ts';
import type { Role } from '../api/manager/role.ts';
import type { StopSource } from '../follow-up/contact.ts';
import { isUnreached, untoldTexts } from '../follow-up/notices.ts';
import { ownPlatform } from '../platforms/own-platform.ts';
import { isAhead } from './ahead.ts';
import {
  type ActSituation,
  type BookingAct,
  type PlannedAct,
  planned,
  refused,
  type Staff,
  staffAct,
} from './asked-act.ts';
import type { Booking } from './booking.ts';
import { isReachable } from './client-contact.ts';
import { answerableQuestions, planAnswers } from './plan-answers.ts';
import { approvable, needsClearance, planApproval, planClearance, planSettlement } from './plan-approval.ts';
import { planAsk, planEarliestDate, planResend, resendableSteps } from './plan-text.ts';
import { planTold } from './plan-told.ts';

/** Version and click are not looked at: whoever stores the events does. */
export function planAct(asked: BookingAct, staff: Staff, situation: ActSituation): PlannedAct {
  const act = staffAct(staff, asked, situation.now);
  switch (asked.act) {
    case 'approve-findings':
      return planApproval(asked, staff, situation);
    case 'record-clearance':
      return planClearance(asked, staff, situation);
    case 'settle-proposal':
      return planSettlement(asked, staff, situation);
    case 'ask-again':
      return planAsk(asked, staff, situation);
    case 'send-earliest-date':
      return planEarliestDate(asked, staff, situation);
    case 'resend-text':
      return planResend(asked, staff, situation);
    case 'record-answers':
      return planAnswers(asked, staff, situation);
    case 'mark-visit': {
      const why = whyNoMark(asked.as, situation);
      return why === undefined ? planned({ type: 'marked', as: asked.as, act }) : refused('as', why);
    }
    case 'call-off': {
      const why = whyNotOff(situation);
      return why === undefined ? planned({ type: 'called-off', by: asked.by, act }) : refused('act', why);
    }
    case 'mark-told':
      return planTold(asked, staff, situation);
    case 'renew-links': {
      const why = whyNoRenewal(situation.booking);
      return why === undefined ? planned({ type: 'links-renewed', act }) : refused('act', why);
    }
    case 'reveal-phone':
      return isReachable(situation.booking.client)
        ? planned({ type: 'phone-revealed', act })
        : refused('act', 'expected a client with a number or an e-mail address');
  }
}

/** A blocked visit may be marked as well: that it took place is what its after-care rests on, and who said so and why is on record. */
function whyNoMark(as: 'completed' | 'no-show', { booking, now }: ActSituation): string | undefined {
  if (now < booking.startAt) return 'expected a visit that has begun';
  if (booking.status === 'cancelled') return 'expected a visit that was not called off';
  return booking.status === as ? 'expected a visit that is not marked so already' : undefined;
}

/** A platform would not hear of it, and say so again; of its own bookings the clinic is the platform. */
function whyNotOff(situation: ActSituation): string | undefined {
  if (situation.booking.platform !== ownPlatform) {
    return 'expected a booking that staff wrote down: any other is called off on its platform';
  }
  return isAhead(situation.booking, situation.now)
    ? undefined
    : 'expected a visit that has not begun and is not over';
}

/** Whatever became of the visit: who has a link to it sees what the client was asked and told, until it ends by itself. */
function whyNoRenewal({ phoneKey, status }: Booking): string | undefined {
  if (phoneKey === undefined) return 'expected a client with a usable number: without one no link opens';
  return status === 'cancelled'
    ? 'expected a visit that was not called off: its links are closed'
    : undefined;
}

/** What somebody of a role may do now, in the order the page offers it. `stoppedBy`: who had stopped the texts, where that is known. */
export function possibleActs(situation: ActSituation, role: Role, stoppedBy?: StopSource): ActName[] {
  if (role === 'viewer') return [];
  const { booking, now } = situation;
  const staff = { by: '', role };
  const asked = { why: '', click: '', version: booking.version };
  const can = ({ plan }: PlannedAct) => plan === 'do';
  const may = approvable(situation, role);
  const begun = now >= booking.startAt;
  const ahead = isAhead(booking, now);
  const isStopped = booking.optedOutAt !== undefined;
  const offers: Record<ActName, boolean> = {
    'approve-findings': ahead && may.length > 0,
    'record-clearance':
      role === 'clinician' && ahead && may.some((one) => needsClearance(one, situation.policy)),
    'settle-proposal': booking.proposal !== undefined,
    'ask-again': can(planAsk({ ...asked, act: 'ask-again' }, staff, situation)),
    'send-earliest-date': can(planEarliestDate({ ...asked, act: 'send-earliest-date' }, staff, situation)),
    'mark-visit': begun && booking.status !== 'cancelled',
    'call-off': whyNotOff(situation) === undefined,
    'resend-text': resendableSteps(situation).length > 0,
    'mark-told': untoldTexts(booking, now).length > 0 || isUnreached(booking, now),
    'record-answers': ahead && answerableQuestions(situation).length > 0,
    'renew-links': whyNoRenewal(booking) === undefined,
    'stop-texts': booking.phoneKey !== undefined && !isStopped,
    'allow-texts': isStopped && (stoppedBy === undefined || stoppedBy === 'staff'),
    'reveal-phone': isReachable(booking.client),
    'export-client': true,
    'erase-client': true,
  };
  return actNamesOf(offers);
}

function actNamesOf(offers: Record<ActName, boolean>): ActName[] {
  return entriesOf(offers).flatMap(([name, holds]) => (holds ? [name] : []));
}

function entriesOf<Key extends string, Value>(record: Record<Key, Value>): [Key, Value][] {
  // A literal with exactly these keys: Object.entries only forgets their type.
  return Object.entries(record) as [Key, Value][];
}
