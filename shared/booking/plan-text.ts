/** Acts that text the client: asking again, the earliest date, and a text that failed once more. */
import type { BookingMilestoneId } from '../follow-up/milestone.ts';
import { isReplaced, sayableUntil, statedBy, statesTheFacts } from '../follow-up/requested-texts.ts';
import { askIdOf } from '../follow-up/status-text.ts';
import type { Step } from '../follow-up/step.ts';
import { contentOf, requestIdOf, stepIdOf } from '../follow-up/text-identity.ts';
import {
  type ActSituation,
  type NamedAct,
  type PlannedAct,
  planned,
  refused,
  type Staff,
  sayingOf,
  staffAct,
  whyNoText,
} from './asked-act.ts';

interface Wanted {
  milestone: BookingMilestoneId;
  /** The step that planning made, or would make. */
  id: string;
  /** Why it cannot be, where it would not be true. */
  otherwise: string;
  replaces?: string;
}

/** The link to the form, while an answer is missing or would change the verdict. */
export function planAsk(asked: NamedAct, staff: Staff, situation: ActSituation): PlannedAct {
  const { booking } = situation;
  if (booking.decision === undefined) return refused('act', undecided);
  const id = askIdOf(booking, statedBy(booking, booking.decision));
  const otherwise = 'expected a visit ahead with questions that are open or to be answered again';
  return planText({ milestone: 'screening-needed', id, otherwise }, asked, staff, situation);
}

/** From when the visit would be fine, where it is blocked until then. */
export function planEarliestDate(asked: NamedAct, staff: Staff, situation: ActSituation): PlannedAct {
  const { booking } = situation;
  const otherwise = 'expected a visit ahead that is blocked until a date';
  const { decision } = booking;
  if (decision?.eligibleFrom === undefined) return refused('act', otherwise);
  const id = stepIdOf('not-yet', statedBy(booking, decision));
  return planText({ milestone: 'not-yet', id, otherwise }, asked, staff, situation);
}

/** A step of its own, so that what is on record of the old one stays. */
export function planResend(
  asked: NamedAct & { step: string },
  staff: Staff,
  situation: ActSituation,
): PlannedAct {
  const step = situation.booking.steps.find(({ id }) => id === asked.step);
  const why = step === undefined ? 'expected a text of this booking' : whyNotAgain(step, situation);
  if (step?.act.kind !== 'text' || why !== undefined) return refused('step', why ?? isNoText);
  const { id, act } = step;
  return planText({ milestone: act.what, id, otherwise: overtaken, replaces: id }, asked, staff, situation);
}

/** Steps whose text may be sent once more now. */
export function resendableSteps(situation: ActSituation): string[] {
  return situation.booking.steps
    .filter((step) => step.act.kind === 'text' && whyNotAgain(step, situation) === undefined)
    .map(({ id }) => id);
}

const undecided = 'expected a booking that was decided on';
const isNoText = 'expected a text, not another step';
const overtaken = 'expected a text that still holds: the booking stands otherwise by now';

/** Why a text is not sent once more: it may have arrived, somebody may still be at it, or it is true no longer. */
function whyNotAgain(step: Step, situation: ActSituation): string | undefined {
  const { act, state } = step;
  const saying = sayingOf(situation);
  if (act.kind !== 'text') return isNoText;
  if (state.status !== 'failed' && state.status !== 'unknown') {
    return 'expected a text that failed or whose fate is unknown';
  }
  if (isReplaced(step, situation.booking.steps)) return 'expected a text that was not sent again since';
  if (state.status === 'unknown' && (state.claimedUntil ?? 0) > situation.now) {
    return 'expected a text that nobody may be sending any more: please wait some minutes';
  }
  if (saying === undefined || !statesTheFacts(step.id, act.what, saying)) return overtaken;
  const until = sayableUntil(act.what, saying);
  return until === undefined ? overtaken : whyNoText(situation, until);
}

function planText(wanted: Wanted, asked: NamedAct, staff: Staff, situation: ActSituation): PlannedAct {
  const { milestone, id, otherwise, replaces } = wanted;
  const { booking, now } = situation;
  const saying = sayingOf(situation);
  const until = saying === undefined ? undefined : sayableUntil(milestone, saying);
  if (until === undefined) return refused('act', otherwise);
  const why = whyNoText(situation, until);
  if (why !== undefined) return refused('act', why);
  if (isOnItsWay(booking.steps, milestone, id))
    return refused('act', 'expected no such text to be on its way already');
  return planned({
    type: 'text-requested',
    milestone,
    step: requestIdOf(id, asked.click),
    ...(replaces === undefined ? {} : { replaces }),
    act: staffAct(staff, asked, now),
  });
}

/** The same words planned, or any text of the kind being sent at this moment. */
function isOnItsWay(steps: readonly Step[], milestone: BookingMilestoneId, id: string): boolean {
  return steps.some(({ act, state, ...step }) =>
    state.status === 'planned'
      ? contentOf(step.id) === contentOf(id)
      : act.what === milestone && state.status === 'claimed',
  );
}
