/** E-mails to a clinic's staff that are no booking's own: told, noted, and tried again until they are taken. */
import type { DigestNotice, GatheredNotice } from '../../../shared/follow-up/staff-notice.ts';
import { minuteMs } from '../../../shared/time/instant.ts';
import type { DigestDeps } from '../deps.ts';

/** A refused notice is tried again after 5, 10, 20 ... minutes, at most this many: staff may subscribe to the topic late. */
const againMinutes = 5;
const againMinutesMax = 12 * 60;

/** How long a notice waits that was refused so many times before. */
export function againAfterMs(tries: number): number {
  return Math.min(againMinutes * 2 ** tries, againMinutesMax) * minuteMs;
}

/** Whether it is known that it was taken. */
export async function tellStaff(deps: DigestDeps, notice: DigestNotice | GatheredNotice): Promise<boolean> {
  const result = await deps.staffNotices.publish(notice);
  const about = { clinicId: notice.clinicId, kind: notice.kind };
  if (result.published === 'yes') deps.journal.note({ event: 'notice-sent', ...about });
  else deps.journal.note({ event: 'notice-failed', ...about, reason: result.reason });
  return result.published === 'yes';
}
