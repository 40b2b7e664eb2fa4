/** Tells a client who was asked to wait that the visit may go ahead; at once, because they may have made other plans. */
import { asClinicByName } from '../address-client.ts';
import type { StatusMilestone } from '../milestone.ts';
import { sayMoment } from '../say-time.ts';

/** Only where `not-yet` or `being-reviewed` went out before. */
export const released: StatusMilestone = {
  id: 'released',
  kind: 'status',
  delayMinutes: 0,
  states: ['start'],
  words: {
    en: (facts) =>
      asClinicByName(
        facts,
        `good news: you are all set for ${sayMoment(facts.startAt, facts.zone, 'en')}. See you then!`,
      ),
    es: (facts) =>
      asClinicByName(
        facts,
        `buenas noticias: todo listo para su cita del ${sayMoment(facts.startAt, facts.zone, 'es')}. ¡Le esperamos!`,
      ),
  },
};
