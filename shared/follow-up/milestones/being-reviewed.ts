/** Says that a person at the clinic will look at the booking, and nothing about why. */
import { asClinic } from '../address-client.ts';
import type { StatusMilestone } from '../milestone.ts';
import { sayMoment } from '../say-time.ts';

/** Follows a review without open questions. */
export const beingReviewed: StatusMilestone = {
  id: 'being-reviewed',
  kind: 'status',
  delayMinutes: 3,
  states: ['start'],
  words: {
    en: (facts) =>
      asClinic(
        facts,
        `We have your booking for ${sayMoment(facts.startAt, facts.zone, 'en')}. Our team will confirm it; there is nothing to do for now.`,
      ),
    es: (facts) =>
      asClinic(
        facts,
        `Tenemos su reserva del ${sayMoment(facts.startAt, facts.zone, 'es')}. Se la confirmaremos; por ahora no tiene que hacer nada.`,
      ),
  },
};
