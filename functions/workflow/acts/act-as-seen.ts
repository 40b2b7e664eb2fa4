/** An act on a booking as its page was seen: the same click acts once, and what was recorded meanwhile is said before anything is done. */
import type { ActName } from '../../../shared/api/manager/act-name.ts';
import { sayDeed } from '../../../shared/api/manager/views/say-deed.ts';
import { type NamedAct, onRecordAs } from '../../../shared/booking/asked-act.ts';
import { type AuditEntry, actOfClick } from '../../../shared/booking/audit.ts';
import type { Booking } from '../../../shared/booking/booking.ts';
import { latestHappening } from '../../../shared/booking/latest-happening.ts';
import { sayRule } from '../../../shared/booking/say-rule.ts';
import { type Instant, minuteMs } from '../../../shared/time/instant.ts';
import type { Standpoint } from '../change-booking.ts';
import type { Acted, ActingStaff } from './acted.ts';

/** How long the click of an act that hands something over answers again: a lost answer is asked for at once. Minutes. */
const handedAgainMinutes = 10;
/** Acts whose answer holds more than any page shows. */
const handing: readonly string[] = ['reveal-phone', 'export-client'] satisfies ActName[];

export type Seen =
  | { seen: 'as-it-is' | 'repeated' }
  | { seen: 'otherwise'; refusal: Extract<Acted<never>, { acted: 'no' }> };

export function compareSeen(
  { booking, policy }: Pick<Standpoint, 'booking' | 'policy'>,
  asked: NamedAct,
  { staff }: ActingStaff,
  now: Instant,
): Seen {
  const taken = actOfClick(booking, asked.click);
  if (taken !== undefined) {
    return isSameAct(taken, asked, staff.by) && mayAnswer(taken, asked, now)
      ? { seen: 'repeated' }
      : { seen: 'otherwise', refusal: clickTaken };
  }
  if (isAsSeen(booking, asked.version)) return { seen: 'as-it-is' };
  const { did, ...latest } = latestHappening(booking);
  const says = sayDeed(did, (rule) => sayRule(rule, policy));
  return { seen: 'otherwise', refusal: { acted: 'no', why: 'conflict', latest: { did: says, ...latest } } };
}

/** The answer to a click that is on record for another act, or for somebody else. */
export const clickTaken: Extract<Acted<never>, { acted: 'no' }> = {
  acted: 'no',
  why: 'refused',
  mistakes: [{ path: 'click', expected: 'expected a new click: this one was taken; please begin again' }],
};

/** Somebody's own act of that name: with the click of another one nothing is answered that is not on record. */
export function isSameAct(
  { what, by }: Pick<AuditEntry, 'what' | 'by'>,
  { act }: { act: string },
  name: string,
): boolean {
  return what === act && by === onRecordAs(name);
}

/** Whether the act's answer is itself what was asked for: each one is told of, a repeated one too. */
export function handsOver(act: string): boolean {
  return handing.includes(act);
}

function mayAnswer({ at }: AuditEntry, { act }: NamedAct, now: Instant): boolean {
  return !handsOver(act) || now - at <= handedAgainMinutes * minuteMs;
}

/** Texts that go out, checks and new links are no news to whoever acts; a version that is not stored, as after a restore, was not seen. */
function isAsSeen({ version, recordedIn = version }: Booking, seen: number): boolean {
  return recordedIn <= seen && seen <= version;
}
