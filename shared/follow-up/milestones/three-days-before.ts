/** Sun and tanning beds, and what the technician must know; undated, so it is said once however often the visit moves. */
import { asClinic } from '../address-client.ts';
import type { CareMilestone } from '../milestone.ts';
import { pageLink } from '../page-link.ts';

/** Ends where `day-before` begins. */
export const threeDaysBefore: CareMilestone = {
  id: 'three-days-before',
  kind: 'care',
  side: 'before',
  due: { at: 'offset', offset: { from: 'start', days: -3 } },
  late: { from: 'start', hours: -36 },
  elseBefore: false,
  states: [],
  uncapped: false,
  link: 'care',
  words: {
    en: (facts) =>
      asClinic(
        facts,
        `Skip long sun and tanning beds. Blood thinners, doctor's care, a breakout or cold sore? Tell us: ${pageLink(facts)}`,
      ),
    es: (facts) =>
      asClinic(
        facts,
        `Evite mucho sol y camas solares. ¿Anticoagulantes, cuidado médico, brote o herpes labial? Avise: ${pageLink(facts)}`,
      ),
  },
};
