/** The first word on a visit less than 36 hours away: when, and the guidance at once, because most of the care plan no longer fits before it. */
import { asClinicByName } from '../address-client.ts';
import type { StatusMilestone } from '../milestone.ts';
import { pageLink } from '../page-link.ts';
import { sayMoment } from '../say-time.ts';

/** Takes the place of `booked`, and of a `morning-of` due within two hours of it. */
export const lateBooking: StatusMilestone = {
  id: 'late-booking',
  kind: 'status',
  delayMinutes: 3,
  states: ['start'],
  link: 'care',
  words: {
    en: (facts) =>
      asClinicByName(
        facts,
        `see you ${sayMoment(facts.startAt, facts.zone, 'en')}. Before you come, please read ${pageLink(facts)}`,
      ),
    es: (facts) =>
      asClinicByName(
        facts,
        `su cita es el ${sayMoment(facts.startAt, facts.zone, 'es')}. Por favor lea antes: ${pageLink(facts)}`,
      ),
  },
};
