/** What is normal right after the visit and how to treat the skin; the rest is behind its link. */
import { asClinic } from '../address-client.ts';
import type { CareMilestone } from '../milestone.ts';
import { pageLink } from '../page-link.ts';

/** Never held back: the advice begins with the end of the visit. */
export const afterVisit: CareMilestone = {
  id: 'after-visit',
  kind: 'care',
  side: 'after',
  due: { at: 'after-visit' },
  late: { from: 'end', hours: 18 },
  elseBefore: false,
  states: ['end'],
  uncapped: true,
  link: 'care',
  words: {
    en: (facts) =>
      asClinic(
        facts,
        `Sunburned, tight skin is normal. 72 h: tepid water, gentle cleanser. 24 h: no makeup. Clean pillowcase. ${pageLink(facts)}`,
      ),
    es: (facts) =>
      asClinic(
        facts,
        `Rojez de sol y tirantez: normal. 72 h agua tibia, limpieza suave; 24 h sin maquillaje; almohada limpia. ${pageLink(facts)}`,
      ),
  },
};
