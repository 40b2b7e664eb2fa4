/** What came of an act of staff: expected refusals are values, each with what the person needs to go on. */
import type { Instant } from '../../shared/time/instant.ts';
import type { Mistake } from './change-clinic.ts';

export type Acted<Result> =
  /** `repeated`: the same click was taken before. */
  | { acted: 'done' | 'repeated'; result: Result }
  | { acted: 'no'; why: 'unknown' }
  /** Somebody with another role may. */
  | { acted: 'no'; why: 'forbidden'; reason: string }
  /** The booking is not as it was seen: what happened last. */
  | { acted: 'no'; why: 'conflict'; latest: { did: string; by?: string; at: Instant } }
  /** It does not fit the booking as it stands, or a field is wrong. */
  | { acted: 'no'; why: 'refused'; mistakes: Mistake[] };
