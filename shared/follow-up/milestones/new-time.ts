/** Confirms a moved visit. */
import { asClinicByName } from '../address-client.ts';
import type { StatusMilestone } from '../milestone.ts';
import { sayMoment } from '../say-time.ts';

/** Only where the client was told the old time. */
export const newTime: StatusMilestone = {
  id: 'new-time',
  kind: 'status',
  delayMinutes: 3,
  states: ['start'],
  words: {
    en: (facts) =>
      asClinicByName(
        facts,
        `your visit has moved to ${sayMoment(facts.startAt, facts.zone, 'en')}. Questions? Call ${facts.clinicPhone}`,
      ),
    es: (facts) =>
      asClinicByName(
        facts,
        `su cita ahora es el ${sayMoment(facts.startAt, facts.zone, 'es')}. ¿Preguntas? Llame al ${facts.clinicPhone}`,
      ),
  },
};
