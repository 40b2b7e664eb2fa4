/** What an act of staff does to a booking, as events, or why it may not be done; and what may be done now. */
import type { ActName } from '../api/manager/attention-view.ts';
import type { Role } from '../api/manager/role.ts';
import type { Contact } from '../follow-up/contact.ts';
import {
  type ActSituation,
  type BookingAct,
  isAhead,
  type PlannedAct,
  planned,
  refused,
  type Staff,
  staffAct,
} from './asked-act.ts';
import { hasQuestions, planAnswers } from './plan-answers.ts';
import { approvable, needsClearance, planApproval, planClearance, planSettlement } from './plan-approval.ts';
import { planAsk, planEarliestDate, planResend, resendableSteps } from './plan-text.ts';

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
    case 'reveal-phone':
      return situation.booking.client.phone === undefined
        ? refused('act', 'expected a booking with a usable number')
        : planned({ type: 'phone-revealed', act });
  }
}

/** A blocked visit may be marked as well: that it took place is what its after-care rests on, and who said so and why is on record. */
function whyNoMark(as: 'completed' | 'no-show', { booking, now }: ActSituation): string | undefined {
  if (now < booking.startAt) return 'expected a visit that has begun';
  if (booking.status === 'cancelled') return 'expected a visit that was not called off';
  return booking.status === as ? 'expected a visit that is not marked so already' : undefined;
}

/** What somebody of a role may do now, in the order the page offers it. `stoppedBy`: who had stopped the texts, where that is known. */
export function possibleActs(
  situation: ActSituation,
  role: Role,
  stoppedBy?: NonNullable<Contact['optedOut']>['source'],
): ActName[] {
  if (role === 'viewer') return [];
  const { booking, now } = situation;
  const staff = { by: '', role };
  const asked = { why: '', click: '', version: booking.version };
  const can = ({ plan }: PlannedAct) => plan === 'do';
  const may = approvable(situation, role);
  const begun = now >= booking.startAt;
  const isStopped = booking.optedOutAt !== undefined;
  const offers: Record<ActName, boolean> = {
    'approve-findings': isAhead(situation) && may.length > 0,
    'record-clearance':
      role === 'clinician' && isAhead(situation) && may.some((one) => needsClearance(one, situation.policy)),
    'settle-proposal': booking.proposal !== undefined,
    'ask-again': can(planAsk(asked, staff, situation)),
    'send-earliest-date': can(planEarliestDate(asked, staff, situation)),
    'mark-visit': begun && booking.status !== 'cancelled',
    'resend-text': resendableSteps(situation).length > 0,
    'record-answers': isAhead(situation) && hasQuestions(situation),
    'stop-texts': booking.phoneKey !== undefined && !isStopped,
    'allow-texts': isStopped && (stoppedBy === undefined || stoppedBy === 'staff'),
    'reveal-phone': booking.client.phone !== undefined,
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
