/** Bookings of one client see each other: after a booking changed, its neighbours are decided again, then itself. */
import { isOpen } from '../../shared/booking/ahead.ts';
import { type Booking, bookingIdOf } from '../../shared/booking/booking.ts';
import { decide } from '../../shared/booking/decide.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { type ChangeOptions, changeBooking, type Standpoint, saveChange } from './change-booking.ts';
import { type BookingDeps, placeOf } from './deps.ts';
import { unlessUnreadable } from './errors.ts';
import { factsFrom, queryVisits } from './load.ts';

/** Decides every other open booking of the client again, then this one, and strikes the poke off its agenda. The booking as it stands then. */
export async function runPoke(
  deps: BookingDeps,
  standpoint: Standpoint,
  step: string,
  now: Instant,
): Promise<Booking | undefined> {
  const { booking } = standpoint;
  const visits = await queryVisits(deps, booking);
  const neighbours = visits
    .filter((visit) => bookingIdOf(visit) !== bookingIdOf(booking))
    .filter((visit) => isOpen(visit));
  for (const { platform, uid } of neighbours) {
    const place = { clinicId: booking.clinicId, platform, uid };
    await unlessUnreadable(decideAgain(deps, place, { now, ...sinceOf(booking, step) }));
  }
  const fresh = { ...standpoint, facts: factsFrom(visits, booking) };
  const events = [{ type: 'poked', step }] as const;
  const saved = await saveChange(deps, fresh, events, { now });
  if (saved !== undefined) return saved.booking;
  return (await changeBooking(deps, placeOf(booking), () => events, { now }))?.booking;
}

/** A re-decide without any event: stored only where it comes out otherwise; it pokes nobody. */
export async function decideAgain(
  deps: BookingDeps,
  place: { clinicId: string; platform: string; uid: string },
  options: Pick<ChangeOptions, 'now' | 'since'>,
): Promise<Standpoint | undefined> {
  const { now } = options;
  return changeBooking(
    deps,
    place,
    (standpoint) => (comesOutOtherwise(standpoint, now) ? [] : undefined),
    options,
  );
}

/** When what the poke is about happened: its neighbours may have been told of it before a restore. */
function sinceOf(booking: Booking, poke: string): { since?: Instant } {
  const state = booking.steps.find(({ id }) => id === poke)?.state;
  return state?.status === 'planned' ? { since: state.from } : {};
}

export function comesOutOtherwise(standpoint: Standpoint, now: Instant): boolean {
  if (standpoint.isBehind) return true;
  const { booking, facts, policy, clinic } = standpoint;
  const decided = decide(booking, facts, policy, clinic, now);
  const after = { ...decided.decision, at: 0, steps: decided.agenda, atStart: decided.atStart };
  const before = { ...booking.decision, at: 0, steps: booking.steps, atStart: booking.atStart };
  return JSON.stringify(after) !== JSON.stringify(before);
}
