/** An act on a booking as its page was seen: the same click acts once, and what somebody else did meanwhile is said before anything is done. */
import type { ActAsked } from '../../shared/api/manager/act.ts';
import { hasActed } from '../../shared/booking/audit.ts';
import type { Booking } from '../../shared/booking/booking.ts';
import type { StaffAct } from '../../shared/booking/event.ts';
import { latestHappening } from '../../shared/booking/latest-happening.ts';
import type { Instant } from '../../shared/time/instant.ts';
import type { Acted, ActingStaff } from './acted.ts';

export type Seen =
  | { seen: 'as-it-is' | 'repeated' }
  | { seen: 'otherwise'; refusal: Extract<Acted<never>, { why: 'conflict' }> };

export function compareSeen(booking: Booking, { click, version }: ActAsked): Seen {
  if (hasActed(booking, click)) return { seen: 'repeated' };
  if (booking.version === version) return { seen: 'as-it-is' };
  const latest = latestHappening(booking);
  return { seen: 'otherwise', refusal: { acted: 'no', why: 'conflict', latest } };
}

export function actOf({ staff }: ActingStaff, { click, why }: ActAsked, at: Instant): StaffAct {
  return { by: staff.by, role: staff.role, why, click, at };
}
