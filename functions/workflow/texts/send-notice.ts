/** Tells staff of one booking, at once or, where it can wait and they were just told of another, with others: kinds and times only, the rest is behind their sign-in. */
import type { StepEvent } from '../../../shared/booking/event.ts';
import { type BookingNotice, noticeOf } from '../../../shared/follow-up/staff-notice.ts';
import type { Step } from '../../../shared/follow-up/step.ts';
import { aboutBooking } from '../../../shared/journal/about-booking.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import type { Standpoint } from '../change-booking.ts';
import { keyOfPlace, type TextDeps } from '../deps.ts';
import { mayTellNow } from '../jobs/gather-notices.ts';
import { againAfterMs } from '../jobs/tell-staff.ts';

export async function sendNotice(
  deps: TextDeps,
  { booking, clinic }: Standpoint,
  step: Step & { act: { what: BookingNotice['kind'] } },
  now: Instant,
): Promise<StepEvent> {
  const at = Math.max(deps.clock.now(), now);
  const notice = noticeOf(booking, clinic, step.act.what);
  const isTold = await mayTellNow(deps, notice, `${keyOfPlace(booking)} ${step.id}`, at);
  if (!isTold) return { type: 'step-sent', step: step.id, at };
  const result = await deps.staffNotices.publish(notice);
  const base = { ...aboutBooking(booking), kind: notice.kind };
  if (result.published === 'yes') {
    deps.journal.note({ event: 'notice-sent', ...base });
    return { type: 'step-sent', step: step.id, at, messageId: result.messageId };
  }
  deps.journal.note({ event: 'notice-failed', ...base, reason: result.reason });
  // A notice said twice harms nobody, one never said may: it is tried again also where nobody knows.
  const tries = 'tries' in step.state ? (step.state.tries ?? 0) : 0;
  return { type: 'step-postponed', step: step.id, at, dueAt: at + againAfterMs(tries) };
}
