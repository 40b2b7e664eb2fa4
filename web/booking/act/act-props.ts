/** What the form of each act is given. */
import type { BookingPage } from '../../../shared/api/manager/booking-page.ts';
import type { ActFrame } from './act-form.tsx';

export interface ActProps {
  frame: ActFrame;
  /** Of the act's address. */
  params: { clinicId: string; booking: string };
}

/** Of an act that is answered with the booking as it is then. */
export interface PageActProps extends ActProps {
  onPage: (page: BookingPage) => void;
}
