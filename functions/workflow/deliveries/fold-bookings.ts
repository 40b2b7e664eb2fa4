/** Joins two live bookings that are one: the older becomes an alias that carries its state, the target takes it, the carry is dropped. Each step can be repeated. */
import type { Booking } from '../../../shared/booking/booking.ts';
import { settleActs } from '../../../shared/booking/catch-up.ts';
import { type Alias, pointerDays } from '../../../shared/booking/key-space.ts';
import type { Place } from '../../../shared/booking/place-event.ts';
import { dayMs, type Instant } from '../../../shared/time/instant.ts';
import { changeBooking } from '../change-booking.ts';
import { type BookingDeps, placeOf } from '../deps.ts';

export async function startFold(
  deps: BookingDeps,
  older: Booking,
  target: Place,
  now: Instant,
): Promise<void> {
  const alias: Alias = {
    type: 'alias',
    ...placeOf(older),
    version: older.version + 1,
    target: target.uid,
    carry: older,
    carriedSince: now,
    expiresAt: Math.max(older.endAt, now) + pointerDays * dayMs,
  };
  if ((await deps.store.put(alias, older.version)).put === 'stored') await finishFold(deps, alias, now);
}

/** Gives the carry to the target and drops it; the sweep comes here for an alias that still carries. */
export async function finishFold(deps: BookingDeps, alias: Alias, now: Instant): Promise<void> {
  const { carry, carriedSince: _since, ...bare } = alias;
  if (carry === undefined) return;
  const target = { clinicId: alias.clinicId, platform: alias.platform, uid: alias.target };
  await changeBooking(
    deps,
    target,
    ({ clinic }) => [{ type: 'carried', from: settleActs(carry, clinic.restoredAt), at: now }],
    { now },
  );
  await deps.store.put({ ...bare, version: alias.version + 1 }, alias.version);
}
