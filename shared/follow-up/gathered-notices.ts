/** How often staff are mailed about one kind of thing: the first at once, and what comes within the hour after it in one e-mail. A day with a hundred bookings while the texts are paused is no hundred e-mails. */
import { gatheredMax, type NoticesJob } from '../store/job.ts';
import { dayMs, hourMs, type Instant, minuteMs } from '../time/instant.ts';
import { soonHours } from './notices.ts';
import type { BookingNotice, GatheredNotice } from './staff-notice.ts';

/** From one e-mail of a kind to the next: whoever read the first has the list before them. Minutes. */
const windowMinutes = 60;
/** What nobody took up for so long is of no use any more. Days. */
const jobDays = 30;

/** One job for each kind at a clinic. */
export function noticesJobId(kind: BookingNotice['kind']): string {
  return `notices-${kind}`;
}

/** A visit that is near does not. */
export function canWait({ startAt }: BookingNotice, now: Instant): boolean {
  return startAt - now > soonHours * hourMs;
}

export interface Gathered {
  /** Whether the notice is told by itself, now. */
  isTold: boolean;
  /** What is to be stored first; absent where it stands so. */
  next?: NoticesJob;
}

/** `mark`: of the notice, the same one however often it is tried. */
export function gatherNotice(
  job: NoticesJob | undefined,
  { clinicId, kind }: BookingNotice,
  mark: string,
  now: Instant,
): Gathered {
  if (job === undefined || (job.dueAt === undefined && job.until <= now)) {
    const opened: NoticesJob = {
      type: 'job',
      clinicId,
      id: noticesJobId(kind),
      version: (job?.version ?? 0) + 1,
      work: 'notices',
      kind,
      ...windowFrom(now),
      opener: mark,
      waiting: [],
    };
    return { isTold: true, next: opened };
  }
  if (job.opener === mark) return { isTold: true };
  if (job.waiting.includes(mark) || job.waiting.length > gatheredMax) return { isTold: false };
  const { version, waiting, dueAt = job.until } = job;
  return { isTold: false, next: { ...job, version: version + 1, waiting: [...waiting, mark], dueAt } };
}

export function gatheredNotice(
  { clinicId, kind, waiting: { length } }: NoticesJob,
  { brand, zone }: Pick<GatheredNotice, 'brand' | 'zone'>,
): GatheredNotice {
  return {
    clinicId,
    brand,
    zone,
    kind,
    gathered: { count: Math.min(length, gatheredMax), more: length > gatheredMax },
  };
}

/** `told`: the job as its e-mail told of it; what was gathered since waits for the next. */
export function afterGathered(job: NoticesJob, told: NoticesJob, now: Instant): NoticesJob {
  const { dueAt: _due, tries: _tries, opener: _told, ...rest } = job;
  const waiting = job.waiting.filter((mark) => !told.waiting.includes(mark));
  const next = { ...rest, version: job.version + 1, ...windowFrom(now), waiting };
  return waiting.length === 0 ? next : { ...next, dueAt: next.until };
}

function windowFrom(now: Instant): Pick<NoticesJob, 'until' | 'expiresAt'> {
  return { until: now + windowMinutes * minuteMs, expiresAt: now + jobDays * dayMs };
}
