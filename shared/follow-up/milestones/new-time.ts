/** Confirms a moved visit. */
import { asClinicByName } from '../address-client.ts';
import type { StatusMilestone } from '../milestone.ts';
import { sayMoment } from '../say-time.ts';

/** Only where the client was told the old time. Leads to the guidance: for the new time some of its own texts may be too late. */
export const newTime: StatusMilestone = {
  id: 'new-time',
  kind: 'status',
  delayMinutes: 3,
  states: ['start'],
  link: 'guidance',
  words: {
    en: (facts) =>
      asClinicByName(
        facts,
        facts.link === undefined
          ? `your visit has moved to ${sayMoment(facts.startAt, facts.zone, 'en')}. Questions? Call ${facts.clinicPhone}`
          : `your visit is now on ${sayMoment(facts.startAt, facts.zone, 'en')}. How to prepare: ${facts.link}`,
      ),
    es: (facts) =>
      asClinicByName(
        facts,
        facts.link === undefined
          ? `su cita ahora es el ${sayMoment(facts.startAt, facts.zone, 'es')}. ¿Preguntas? Llame al ${facts.clinicPhone}`
          : `su cita ahora es el ${sayMoment(facts.startAt, facts.zone, 'es')}. Lea antes: ${facts.link}`,
      ),
  },
};
