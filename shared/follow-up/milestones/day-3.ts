/** Three days after: back to the usual, but for sunscreen. */
import { addDays, localDateOf } from '../../time/zone.ts';
import { asClinic } from '../address-client.ts';
import type { CareMilestone } from '../milestone.ts';
import { pageLink } from '../page-link.ts';
import { sayDay } from '../say-time.ts';

/** Left out where another visit starts within three days. */
export const dayThree: CareMilestone = {
  id: 'day-3',
  kind: 'care',
  side: 'after',
  due: { at: 'offset', offset: { from: 'end', hours: 72 } },
  late: { from: 'end', days: 5 },
  elseBefore: false,
  states: ['end'],
  skippedByVisitWithinDays: 3,
  uncapped: false,
  link: 'care',
  words: {
    en: (facts) =>
      asClinic(
        facts,
        `Actives, masks, swimming and your usual cleanser are fine again. SPF 30+ daily until ${sayDay(addDays(localDateOf(facts.endAt, facts.zone), 14), 'en')}. ${pageLink(facts)}`,
      ),
    es: (facts) =>
      asClinic(
        facts,
        `Activos, mascarillas, nadar y su limpiador habitual: ya puede. SPF 30+ diario hasta el ${sayDay(addDays(localDateOf(facts.endAt, facts.zone), 14), 'es')}. ${pageLink(facts)}`,
      ),
  },
};
