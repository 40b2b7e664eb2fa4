/** Folds how a step went into the booking's agenda; an event that does not fit the step's state changes nothing. */
import type { Step, StepState } from '../follow-up/step.ts';
import { plannedIdOf, stepIdOf } from '../follow-up/text-identity.ts';
import { type Booking, overridesMax, toldMax } from './booking.ts';
import type { ReceiptEvent, StepEvent } from './event.ts';
import { standingFindings } from './finding.ts';

export function evolveStep(booking: Booking, event: StepEvent): Booking {
  if (isReceipt(event) && !takesReceipt(booking, event)) return booking;
  const next = {
    ...booking,
    steps: booking.steps.map((step) => (step.id === event.step ? advance(step, event) : step)),
  };
  switch (event.type) {
    case 'step-unknown':
    case 'step-delivered':
      return withVerdictShown(next, event.step);
    case 'step-sent':
      return withVerdictShown(withPauseTold(next, event), event.step);
    case 'step-failed':
      return isReceipt(event) ? withoutPauseTold(next, booking, event.step) : next;
    default:
      return next;
  }
}

function isReceipt(event: StepEvent): event is ReceiptEvent {
  return event.type === 'step-delivered' || (event.type === 'step-failed' && event.messageId !== undefined);
}

/** Whether a receipt changes anything: the first one does, also before its record; of two that differ, that it arrived holds. */
export function takesReceipt(booking: Booking, event: ReceiptEvent): boolean {
  const state = booking.steps.find((step) => step.id === event.step)?.state;
  switch (state?.status) {
    case 'claimed':
    case 'unknown':
      return true;
    case 'sent':
      return state.messageId === undefined || state.messageId === event.messageId;
    case 'failed':
      return event.type === 'step-delivered';
    default:
      return false;
  }
}

/** The day-before text says from when to pause. One that was under way when the visit moved told of another time, and one that a receipt says did not arrive told nothing. */
function withPauseTold(booking: Booking, event: Extract<StepEvent, { type: 'step-sent' }>): Booking {
  const { pauseFrom, at, step } = event;
  if (pauseFrom === undefined || !isDayBefore(step, booking)) return booking;
  const state = booking.steps.find((one) => one.id === step)?.state;
  return state?.status === 'failed' ? booking : withTold(booking, { pauseFrom, at });
}

/** What a text that did not arrive had told was not heard. */
function withoutPauseTold(booking: Booking, before: Booking, step: string): Booking {
  const state = before.steps.find((one) => one.id === step)?.state;
  if (state?.status !== 'sent' || !isDayBefore(step, before)) return booking;
  return { ...booking, told: booking.told.filter((told) => told.at !== state.at) };
}

/** Of the visit as it stands, by plan or asked for. */
function isDayBefore(step: string, booking: Booking): boolean {
  return plannedIdOf(step) === stepIdOf('day-before', booking);
}

/** A text that said "not yet" or "we will look" showed its client that something stands in the way; so did whoever told them instead. */
export function withVerdictShown(booking: Booking, step: string): Booking {
  const isVerdict = step.startsWith('not-yet@') || step.startsWith('being-reviewed@');
  return isVerdict
    ? withShown(
        booking,
        standingFindings(booking.decision).map(({ rule }) => rule),
      )
    : booking;
}

/** Remembers rules whose block or review the client was shown. */
export function withShown(booking: Booking, rules: readonly string[]): Booking {
  return { ...booking, shown: [...new Set([...booking.shown, ...rules])].slice(-overridesMax) };
}

function advance(step: Step, event: StepEvent): Step {
  const state = nextState(step.state, event);
  return state === undefined ? step : { ...step, state };
}

function nextState(state: StepState, event: StepEvent): StepState | undefined {
  switch (event.type) {
    case 'step-claimed':
      if (state.status !== 'planned') return undefined;
      return {
        status: 'claimed',
        at: event.at,
        expiresAt: event.expiresAt,
        notAfter: state.notAfter,
        tries: (state.tries ?? 0) + 1,
      };
    case 'step-postponed':
      // A clinic that publishes nothing for now holds back what is planned without claiming it.
      if (state.status === 'planned') return { ...state, dueAt: event.dueAt, tries: state.tries ?? 0 };
      if (state.status !== 'claimed') return undefined;
      return {
        status: 'planned',
        from: event.dueAt,
        dueAt: event.dueAt,
        notAfter: state.notAfter,
        ...(state.tries === undefined ? {} : { tries: state.tries }),
      };
    case 'step-sent':
      // A late record may still turn an unknown text into a sent one.
      if (state.status !== 'claimed' && state.status !== 'unknown') return undefined;
      return {
        status: 'sent',
        at: event.at,
        ...(event.messageId === undefined ? {} : { messageId: event.messageId }),
      };
    case 'step-skipped':
      if (state.status !== 'claimed' && state.status !== 'planned') return undefined;
      return { status: 'skipped', at: event.at, reason: event.reason };
    case 'step-failed':
      // Of a text that was published a receipt says so, whatever is recorded of it yet.
      if (state.status !== 'claimed' && event.messageId === undefined) return undefined;
      return { status: 'failed', at: event.at, reason: event.reason };
    case 'step-delivered':
      return { status: 'delivered', at: event.at, messageId: event.messageId };
    case 'step-unknown':
      if (state.status !== 'claimed') return undefined;
      return { status: 'unknown', at: event.at, reason: event.reason, claimedUntil: state.expiresAt };
  }
}

/** Remembers that the client was told to pause from an instant on; the first telling counts. */
export function withTold(booking: Booking, told: { pauseFrom: number; at: number }): Booking {
  if (booking.told.some((known) => known.pauseFrom <= told.pauseFrom && known.at <= told.at)) return booking;
  return { ...booking, told: [...booking.told, told].slice(-toldMax) };
}
