/** Bodies of our own format for tests: an allowed booking, changed where a test needs it. */
import { formatInstant, hourMs, type Instant } from '../../shared/time/instant.ts';
import { instantOf } from './world.ts';

/** Every question of the microneedling policy answered so that nothing is found. */
export const fineAnswers: Record<string, unknown> = {
  'last-botox': 'never',
  'uses-retinoids': false,
  'uses-strong-actives': false,
  'blood-thinners': false,
  'physician-care': false,
  'active-breakout': false,
  'bleeding-disorder': false,
  'severe-acne-rosacea': false,
  'active-infection': false,
  'pregnant-nursing': false,
  autoimmune: false,
  'recent-chemo': false,
  'heart-disease': false,
  diabetes: false,
  'cancer-history': false,
};

export interface StandardBooking {
  type?: string;
  at: Instant | string;
  uid?: string;
  previousUid?: string;
  start: Instant | string;
  minutes?: number;
  treatment?: string;
  client?: Record<string, unknown>;
  answers?: Record<string, unknown>;
  more?: Record<string, unknown>;
}

export function standardBooking(booking: StandardBooking) {
  const startAt = instantOf(booking.start);
  return {
    type: booking.type ?? 'booking.created',
    timestamp: formatInstant(instantOf(booking.at)),
    data: {
      bookingId: booking.uid ?? 'visit-1',
      ...(booking.previousUid === undefined ? {} : { previousBookingId: booking.previousUid }),
      treatment: booking.treatment ?? 'microneedling',
      startAt: formatInstant(startAt),
      endAt: formatInstant(startAt + ((booking.minutes ?? 60) / 60) * hourMs),
      client: {
        name: 'Nadia Brook',
        phone: '+12125550117',
        email: 'nadia.brook@example.com',
        smsConsent: true,
        ...booking.client,
      },
      answers: booking.answers ?? fineAnswers,
      ...booking.more,
    },
  };
}
