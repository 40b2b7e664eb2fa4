/** Folds how a step went into the booking's agenda; an event that does not fit the step's state changes nothing. */
import type { Step, StepState } from '../follow-up/step.ts';
import { stepIdOf } from '../follow-up/text-identity.ts';
import { type Booking, overridesMax, toldMax } from './booking.ts';
import type { StepEvent } from './event.ts';

export function evolveStep(booking: Booking, event: StepEvent): Booking {
  const next = {
    ...booking,
    steps: booking.steps.map((step) => (step.id === event.step ? advance(step, event) : step)),
  };
  if (event.type === 'step-unknown') return withVerdictShown(next, event.step);
  if (event.type !== 'step-sent') return next;
  // A text that was under way when the visit moved told of another time.
  const told = event.pauseFrom !== undefined && event.step === stepIdOf('day-before', booking);
  return withVerdictShown(
    told && event.pauseFrom !== undefined
      ? withTold(next, { pauseFrom: event.pauseFrom, at: event.at })
      : next,
    event.step,
  );
}

/** A text that said "not yet" or "we will look" showed its client that something stands in the way. */
function withVerdictShown(booking: Booking, step: string): Booking {
  const isVerdict = step.startsWith('not-yet@') || step.startsWith('being-reviewed@');
  const standing = (booking.decision?.findings ?? []).filter(
    (one) => one.outcome !== 'advisory' && one.approved === undefined,
  );
  return isVerdict
    ? withShown(
        booking,
        standing.map(({ rule }) => rule),
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
      if (state.status !== 'claimed') return undefined;
      return { status: 'failed', at: event.at, reason: event.reason };
    case 'step-unknown':
      if (state.status !== 'claimed') return undefined;
      return { status: 'unknown', at: event.at, reason: event.reason };
  }
}

/** Remembers that the client was told to pause from an instant on; the first telling counts. */
export function withTold(booking: Booking, told: { pauseFrom: number; at: number }): Booking {
  if (booking.told.some((known) => known.pauseFrom <= told.pauseFrom && known.at <= told.at)) return booking;
  return { ...booking, told: [...booking.told, told].slice(-toldMax) };
}
