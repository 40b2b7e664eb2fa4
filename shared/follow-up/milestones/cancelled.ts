/** Tells a client that somebody else called the visit off. */
import { asClinic } from '../address-client.ts';
import type { StatusMilestone } from '../milestone.ts';
import { sayMoment } from '../say-time.ts';

/** Only for a canceller known not to be the client. */
export const cancelled: StatusMilestone = {
  id: 'cancelled',
  kind: 'status',
  delayMinutes: 3,
  states: ['start'],
  words: {
    en: (facts) =>
      asClinic(
        facts,
        `Your visit on ${sayMoment(facts.startAt, facts.zone, 'en')} will not take place. For a new time, call ${facts.clinicPhone}`,
      ),
    es: (facts) =>
      asClinic(
        facts,
        `Su cita del ${sayMoment(facts.startAt, facts.zone, 'es')} queda suspendida. Para otra fecha, llame al ${facts.clinicPhone}`,
      ),
  },
};
