/** Tells a client who was asked to wait that the visit may go ahead; at once, because they may have made other plans. */
import { asClinicByName } from '../address-client.ts';
import type { StatusMilestone } from '../milestone.ts';
import { sayMoment } from '../say-time.ts';

/** Only where `not-yet` or `being-reviewed` went out before. Leads to the guidance: some of its own texts may be too late by now. */
export const released: StatusMilestone = {
  id: 'released',
  kind: 'status',
  delayMinutes: 0,
  states: ['start'],
  link: 'guidance',
  words: {
    en: (facts) =>
      asClinicByName(
        facts,
        facts.link === undefined
          ? `good news: you are all set for ${sayMoment(facts.startAt, facts.zone, 'en')}. See you then!`
          : `you are all set for ${sayMoment(facts.startAt, facts.zone, 'en')}. How to prepare: ${facts.link}`,
      ),
    es: (facts) =>
      asClinicByName(
        facts,
        facts.link === undefined
          ? `buenas noticias: todo listo para su cita del ${sayMoment(facts.startAt, facts.zone, 'es')}. ¡Le esperamos!`
          : `todo listo para el ${sayMoment(facts.startAt, facts.zone, 'es')}. Lea antes: ${facts.link}`,
      ),
  },
};
