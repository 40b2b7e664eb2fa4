/** Runs what is due of one booking: decide again on fresh facts, claim, act once, record, and on to the next. */
import type { Booking } from '../../../shared/booking/booking.ts';
import { decide, withDecided } from '../../../shared/booking/decide.ts';
import type { BookingEvent, StepEvent } from '../../../shared/booking/event.ts';
import type { Place } from '../../../shared/booking/place-event.ts';
import type { Clinic } from '../../../shared/clinic/clinic.ts';
import { timeoutSeconds } from '../../../shared/deployment/function-timeouts.ts';
import { hasCarePlan } from '../../../shared/follow-up/agenda.ts';
import { carePlan } from '../../../shared/follow-up/care-plan.ts';
import { pausedReason, type Step } from '../../../shared/follow-up/step.ts';
import { aboutBooking } from '../../../shared/journal/about-booking.ts';
import type { BusinessEvent } from '../../../shared/journal/business-event.ts';
import { type Instant, minuteMs, secondMs } from '../../../shared/time/instant.ts';
import { changeBooking, loadStandpoint, type Standpoint, saveChange } from '../change-booking.ts';
import { finishFold } from '../deliveries/fold-bookings.ts';
import { placeOf, type TextDeps } from '../deps.ts';
import { beginErasure } from '../erasure/erase-job.ts';
import { loadPlace } from '../load.ts';
import { comesOutOtherwise, runPoke } from '../poke.ts';
import { linkMessage } from '../receipts/link-message.ts';
import { makePage } from './make-page.ts';
import { sendNotice } from './send-notice.ts';
import { sendText } from './send-text.ts';

/** A claim outlives whoever made it by far. */
const functionTimeoutSeconds = timeoutSeconds['follow-up'];
/** After this much more time a claim without a record counts as unknown. Minutes. */
export const claimGraceMinutes = 10;
/** How often a clinic that is being restored looks at what waits: often enough to go on soon, seldom enough for a morning's texts. Minutes. */
const holdMinutes = 10;
/** Steps one fire runs at most; the rest stays due. */
const stepsPerFireMax = 12;

/** `scheduledFor`: the instant the timer was set for; a fire is never early for its own instant. */
export async function fire(deps: TextDeps, place: Place, scheduledFor?: Instant): Promise<void> {
  for (let count = 0; count < stepsPerFireMax; count += 1) {
    const now = Math.max(deps.clock.now(), scheduledFor ?? 0);
    const standpoint = await loadStandpoint(deps, place);
    if (standpoint === undefined) return resumeFold(deps, place, now);
    if (!(await runNext(deps, standpoint, now))) return;
  }
}

/** What stands there may be an alias that still carries a folded booking. */
async function resumeFold(deps: TextDeps, place: Place, now: Instant): Promise<void> {
  const loaded = await loadPlace(deps, place);
  if (loaded?.item?.type === 'alias') await finishFold(deps, loaded.item, now);
}

/** Whether another look is worth it: something was run, or another writer came first. */
async function runNext(deps: TextDeps, standpoint: Standpoint, now: Instant): Promise<boolean> {
  const expired = expiredClaims(standpoint, now);
  if (expired.length > 0) {
    const after = await record(deps, standpoint, expired, now);
    for (const event of expired) if (event.type === 'step-unknown') note(deps, standpoint, event);
    return hasDue(after, now);
  }
  const fresh = decidedNow(standpoint, now);
  const step = fresh.booking.steps.find((one) => one.state.status === 'planned' && one.state.dueAt <= now);
  if (step === undefined) {
    if (!comesOutOtherwise(standpoint, now) && standpoint.booking.timer?.state !== 'missing') return false;
    return (await saveChange(deps, standpoint, [], { now })) === undefined;
  }
  if (step.act.kind === 'check') {
    if (step.act.what === 'erase') await beginErasure(deps, standpoint.booking, now);
    return hasDue(await runPoke(deps, standpoint, step.id, now), now);
  }
  return runAct(deps, standpoint, step, now);
}

/** The agenda as it is now, before it is stored: only what is still due by fresh facts is claimed. */
function decidedNow(standpoint: Standpoint, now: Instant): Standpoint {
  const { booking, facts, policy, clinic } = standpoint;
  return { ...standpoint, booking: withDecided(booking, decide(booking, facts, policy, clinic, now)) };
}

function expiredClaims({ booking }: Standpoint, now: Instant): StepEvent[] {
  return booking.steps
    .filter((step) => step.state.status === 'claimed' && step.state.expiresAt <= now)
    .map(
      (step): StepEvent =>
        step.act.kind === 'staff-notice'
          ? { type: 'step-postponed', step: step.id, at: now, dueAt: now }
          : { type: 'step-unknown', step: step.id, at: now, reason: 'no record of the publish' },
    );
}

async function runAct(deps: TextDeps, standpoint: Standpoint, step: Step, now: Instant): Promise<boolean> {
  const left = leftUndone(standpoint.clinic.status, step, now);
  if (left !== undefined) {
    // The step may be planned only just now: the put plans it and what is folded in then holds or skips it.
    return hasDue((await saveAgenda(deps, standpoint, [left], now))?.booking, now);
  }
  const page = await pageFor(deps, standpoint, step);
  const expiresAt = now + functionTimeoutSeconds * secondMs + claimGraceMinutes * minuteMs;
  const claim: BookingEvent[] = [
    ...(page?.made ?? []),
    { type: 'step-claimed', step: step.id, at: now, expiresAt },
  ];
  const claimed = await saveAgenda(deps, standpoint, claim, now);
  const state = claimed?.booking.steps.find((one) => one.id === step.id)?.state;
  if (claimed === undefined || state?.status !== 'claimed') return true;
  const { act } = step;
  const event =
    act.kind === 'staff-notice'
      ? await sendNotice(deps, claimed, { ...step, act }, now)
      : await sendText(
          deps,
          {
            standpoint: claimed,
            step,
            claim: { expiresAt, notAfter: state.notAfter, tries: state.tries ?? 1 },
            ...(page === undefined ? {} : { link: page.link }),
          },
          now,
        );
  // First: a text that is recorded as sent is one that its receipt finds.
  if (step.act.kind === 'text') await linkMessage(deps, claimed.booking, event);
  const after = await record(deps, claimed, [event], now);
  if (step.act.kind === 'text') note(deps, claimed, event);
  return hasDue(after, now);
}

/** What becomes of a step that is not done where its clinic stands so: a pause ends texts and not what staff are told, a removal both; while a clinic is being restored both wait, as long as they are in time. */
function leftUndone(status: Clinic['status'], { id, act, state }: Step, now: Instant): StepEvent | undefined {
  switch (status) {
    case 'active':
      return undefined;
    case 'paused':
      return act.kind === 'staff-notice'
        ? undefined
        : { type: 'step-skipped', step: id, at: now, reason: pausedReason };
    case 'removed':
      return { type: 'step-skipped', step: id, at: now, reason: 'clinic removed' };
    case 'restoring': {
      const notAfter = state.status === 'planned' ? state.notAfter : now;
      const inTime = Math.max(now + minuteMs, Math.min(now + holdMinutes * minuteMs, notAfter - minuteMs));
      return { type: 'step-postponed', step: id, at: now, dueAt: inTime };
    }
  }
}

/** Whether the booking as just stored has more to run; unknown where another writer came first. */
function hasDue(booking: Booking | undefined, now: Instant): boolean {
  return booking?.steps.some((step) => step.state.status === 'planned' && step.state.dueAt <= now) ?? true;
}

/** Folds events into the booking as decided now, so that a step that is planned only now can be claimed. */
async function saveAgenda(
  deps: TextDeps,
  standpoint: Standpoint,
  events: readonly BookingEvent[],
  now: Instant,
): Promise<Standpoint | undefined> {
  return saveChange(deps, decidedNow(standpoint, now), events, { now, runsDue: true });
}

/** The result is recorded whatever else happened meanwhile, and never waits for a timer. */
async function record(
  deps: TextDeps,
  standpoint: Standpoint,
  events: readonly StepEvent[],
  now: Instant,
): Promise<Booking | undefined> {
  const options = { now, timerAfterPut: true, runsDue: true };
  const saved =
    (await saveChange(deps, standpoint, events, options)) ??
    (await changeBooking(deps, placeOf(standpoint.booking), () => events, options));
  return saved?.booking;
}

async function pageFor(
  deps: TextDeps,
  standpoint: Standpoint,
  step: Step,
): Promise<{ link: string; made: BookingEvent[] } | undefined> {
  const kind = step.act.kind === 'text' ? carePlan[step.act.what].link : undefined;
  if (kind !== 'guidance') return kind === undefined ? undefined : makePage(deps, standpoint, kind);
  return hasCarePlan(standpoint.policy) ? makePage(deps, standpoint, 'care') : undefined;
}

function note(deps: TextDeps, { booking }: Standpoint, event: StepEvent): void {
  const names = {
    'step-sent': 'text-sent',
    'step-delivered': 'text-delivered',
    'step-failed': 'text-failed',
    'step-unknown': 'text-unknown',
    'step-skipped': 'text-skipped',
    'step-postponed': 'text-postponed',
  } as const satisfies Record<Exclude<StepEvent['type'], 'step-claimed'>, BusinessEvent['event']>;
  if (event.type === 'step-claimed') return;
  deps.journal.note({
    event: names[event.type],
    ...aboutBooking(booking),
    step: event.step,
    ...('reason' in event ? { reason: event.reason } : {}),
  });
}
