/** The first word after a booking was allowed: what and when. */
import { asClinicByName } from '../address-client.ts';
import type { StatusMilestone } from '../milestone.ts';
import { sayMoment } from '../say-time.ts';

/** Three minutes are the undo grace: what is taken back at once is never texted. */
export const booked: StatusMilestone = {
  id: 'booked',
  kind: 'status',
  delayMinutes: 3,
  states: ['start'],
  words: {
    en: (facts) =>
      asClinicByName(
        facts,
        `your visit is booked for ${sayMoment(facts.startAt, facts.zone, 'en')}. Questions? Call ${facts.clinicPhone}`,
      ),
    es: (facts) =>
      asClinicByName(
        facts,
        `su cita es el ${sayMoment(facts.startAt, facts.zone, 'es')}. ¿Preguntas? Llame al ${facts.clinicPhone}`,
      ),
  },
};
