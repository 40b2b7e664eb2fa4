/** What is still to come of a booking, to be drawn on one line: its open steps, the visit, and when no text goes out. */
import { isOpen } from '../../../booking/ahead.ts';
import type { Booking } from '../../../booking/booking.ts';
import type { Clinic } from '../../../clinic/clinic.ts';
import { windowOf } from '../../../follow-up/agenda.ts';
import type { Step } from '../../../follow-up/step.ts';
import { quietSpans } from '../../../follow-up/text-window.ts';
import { dayMs, formatInstant, hourMs, type Instant } from '../../../time/instant.ts';
import type { BookingPage } from '../booking-page.ts';

/** What is drawn after the last mark, so that it does not stand at the very end. Hours. */
const roomHours = 6;
/** Days drawn at most: texts begin two weeks before the visit, and further off there is nothing to see. */
const drawnDaysMax = 92;

/** `from` is now. */
export function viewAgenda(booking: Booking, clinic: Clinic, now: Instant): BookingPage['agenda'] {
  const steps = booking.steps.flatMap((step) => aheadOf(step, now)).sort((a, b) => a.at - b.at);
  const marks = [...steps.map(({ at }) => at), ...(isOpen(booking) ? [booking.endAt] : [])];
  const last = Math.min(Math.max(now, ...marks), now + drawnDaysMax * dayMs);
  const drawn = { from: now, until: last + roomHours * hourMs };
  return {
    from: formatInstant(drawn.from),
    until: formatInstant(drawn.until),
    steps: steps.map(({ at, ...step }) => ({ ...step, at: formatInstant(at) })),
    quiet: quietSpans(drawn, windowOf(booking, clinic)).map(({ from, until }) => ({
      from: formatInstant(from),
      until: formatInstant(until),
    })),
  };
}

/** What is overdue goes now. */
function aheadOf({ id, act, state }: Step, now: Instant) {
  if (state.status !== 'planned' && state.status !== 'claimed') return [];
  const at = Math.max(now, state.status === 'planned' ? state.dueAt : state.at);
  return [{ id, kind: act.kind, what: act.what, at }];
}
