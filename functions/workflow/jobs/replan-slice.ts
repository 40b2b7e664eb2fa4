/** One slice of a paced walk over a clinic's bookings: open ones are planned again, and what a new policy would flip becomes a proposal. */
import { isAhead } from '../../../shared/booking/ahead.ts';
import { decide } from '../../../shared/booking/decide.ts';
import type { BookingEvent } from '../../../shared/booking/event.ts';
import type { Decision } from '../../../shared/booking/finding.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { keyOf, keys } from '../../../shared/store/item.ts';
import type { ReplanJob } from '../../../shared/store/job.ts';
import { dayMs, type Instant, minuteMs } from '../../../shared/time/instant.ts';
import { armJob } from '../arm-job.ts';
import { changeBooking, loadStandpoint, type Standpoint } from '../change-booking.ts';
import type { JobDeps } from '../deps.ts';
import { unlessUnreadable } from '../errors.ts';
import { publishedVersion, readItems } from '../load.ts';
import { comesOutOtherwise } from '../poke.ts';

/** Bookings one slice looks at: some seconds of work, so that texts are never behind it. */
export const sliceSize = 25;
/** Minutes between slices: 25 bookings a slice are 750 an hour. */
export const slicePauseMinutes = 2;
/** Visits this long ago may still have after-care ahead. Days. */
const lookBackDays = 21;

export async function replanSlice(deps: JobDeps, job: ReplanJob, now: Instant): Promise<void> {
  const [clinic] = await readItems(deps, [keys.clinic(job.clinicId)]);
  if (clinic?.type !== 'clinic' || clinic.version < job.clinicVersion) return postpone(deps, job, now);
  const after = job.cursor ?? { startAt: now - lookBackDays * dayMs };
  const visits = await deps.store.visitsFrom(job.clinicId, after, sliceSize);
  for (const visit of visits) {
    const { platform, uid } = visit;
    await unlessUnreadable(replan(deps, { clinicId: job.clinicId, platform, uid }, now));
  }
  const last = visits.at(-1);
  const { dueAt: _due, ...rest } = job;
  const next: ReplanJob = {
    ...rest,
    version: job.version + 1,
    done: job.done + visits.length,
    ...(last === undefined ? {} : { cursor: { startAt: last.startAt, key: last.key } }),
    ...(visits.length < sliceSize ? {} : { dueAt: now + slicePauseMinutes * minuteMs }),
  };
  if (next.dueAt !== undefined) await armJob(deps, next, now);
  await deps.store.put(next, job.version);
}

async function postpone(deps: JobDeps, job: ReplanJob, now: Instant): Promise<void> {
  // A change that never came leaves its job to expire.
  const next = { ...job, version: job.version + 1, dueAt: now + slicePauseMinutes * minuteMs };
  if (now < job.expiresAt) await deps.store.put(next, job.version);
  else await deps.store.putBack(keyOf(job), undefined);
}

async function replan(
  deps: JobDeps,
  place: { clinicId: string; platform: string; uid: string },
  now: Instant,
) {
  const standpoint = await loadStandpoint(deps, place);
  if (standpoint === undefined) return;
  const { booking, clinic } = standpoint;
  const version = booking.treatment === undefined ? undefined : publishedVersion(clinic, booking.treatment);
  const moves = version !== undefined && version !== booking.policyVersion && isAhead(booking, now);
  const published =
    moves && booking.treatment !== undefined
      ? await deps.policies.of(clinic.id, booking.treatment, version)
      : undefined;
  await changeBooking(deps, place, (current) => replanEvents(current, published, now), { now });
}

function replanEvents(
  standpoint: Standpoint,
  published: Policy | undefined,
  now: Instant,
): BookingEvent[] | undefined {
  const { booking, facts, clinic, policy } = standpoint;
  // A person decided against it: the booking stays on its own version.
  const isDeclined = published !== undefined && published.version === booking.declinedPolicy;
  if (published !== undefined && !isDeclined && published.version !== booking.policyVersion) {
    const today = decide(booking, facts, policy, clinic, now).decision;
    const then = decide(booking, facts, published, clinic, now).decision;
    const policyVersion = published.version;
    if (sameVerdict(today, then)) return [{ type: 'policy-moved', policyVersion, at: now }];
    if (booking.proposal?.policyVersion === policyVersion) return undefined;
    return [{ type: 'policy-proposed', policyVersion, outcome: then.outcome, at: now }];
  }
  const version = booking.treatment === undefined ? undefined : publishedVersion(clinic, booking.treatment);
  // The newer policy was taken back: nothing is proposed any more.
  if (booking.proposal !== undefined && version !== undefined && version === booking.policyVersion) {
    return [{ type: 'policy-moved', policyVersion: version, at: now }];
  }
  return comesOutOtherwise(standpoint, now) ? [] : undefined;
}

/** Same findings and same open questions: nothing a person would have to look at. */
function sameVerdict(a: Decision, b: Decision): boolean {
  const say = ({ outcome, findings, open, conditions }: Decision) =>
    JSON.stringify([outcome, findings, open, conditions]);
  return say(a) === say(b);
}
