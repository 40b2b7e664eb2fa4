/** Who of a clinic's staff acts, and what came of it: expected refusals are values, each with what the person needs to go on. */
import type { ActingRole } from '../../../shared/api/manager/role.ts';
import type { ProblemError } from '../../../shared/api/problem.ts';
import type { Instant } from '../../../shared/time/instant.ts';

/** The clinic is the sign-in's. */
export interface ActingStaff {
  clinicId: string;
  staff: { by: string; role: ActingRole };
}

export type Acted<Result> =
  /** `repeated`: the same click was taken before. */
  | { acted: 'done' | 'repeated'; result: Result }
  | { acted: 'no'; why: 'unknown' }
  /** Somebody with another role may. */
  | { acted: 'no'; why: 'forbidden'; reason: string }
  /** The booking is not as it was seen: what happened last, in words for staff. */
  | { acted: 'no'; why: 'conflict'; latest: { did: string; by?: string; at: Instant } }
  /** It does not fit the booking as it stands, or a field is wrong. */
  | { acted: 'no'; why: 'refused'; mistakes: ProblemError[] };
