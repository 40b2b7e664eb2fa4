/** Two days after: direct sun is possible again, under sunscreen; actives still wait. */
import { hourMs } from '../../time/instant.ts';
import { asClinic } from '../address-client.ts';
import type { CareMilestone } from '../milestone.ts';
import { pageLink } from '../page-link.ts';
import { saySoon } from '../say-time.ts';

/** Gives way to `day-3` after 66 hours. */
export const dayTwo: CareMilestone = {
  id: 'day-2',
  kind: 'care',
  side: 'after',
  due: { at: 'offset', offset: { from: 'end', hours: 48 } },
  late: { from: 'end', hours: 66 },
  elseBefore: false,
  states: ['end'],
  uncapped: false,
  link: 'care',
  words: {
    en: (facts) =>
      asClinic(
        facts,
        `Direct sun is OK again with SPF 30+ daily. No acids, retinol or vitamin C until ${saySoon(facts.endAt + 72 * hourMs, facts.zone, 'en')}. ${pageLink(facts)}`,
      ),
    es: (facts) =>
      asClinic(
        facts,
        `Ya puede darle el sol con SPF 30+ diario. Sin ácidos, retinol ni vitamina C hasta ${saySoon(facts.endAt + 72 * hourMs, facts.zone, 'es')}. ${pageLink(facts)}`,
      ),
  },
};
