/** What the gate knows beside the booking itself. */
import type { ClientVisit } from '../policy/evaluation.ts';

export interface Facts {
  /** The same client's other bookings at this clinic, whatever their state. */
  visits: readonly ClientVisit[];
}
