/** A day after: what is over, what still holds and until when, and when to call. */
import { asClinic } from '../address-client.ts';
import type { CareMilestone } from '../milestone.ts';

/** Gives way to `day-2` after 42 hours. */
export const dayOne: CareMilestone = {
  id: 'day-1',
  kind: 'care',
  side: 'after',
  due: { at: 'offset', offset: { from: 'end', hours: 24 } },
  late: { from: 'end', hours: 42 },
  elseBefore: false,
  states: ['end'],
  uncapped: false,
  words: {
    en: (facts) =>
      asClinic(
        facts,
        `Redness usually fades by now; makeup OK. No direct sun (48 h), swimming, hard exercise or masks (72 h). Worse? Call ${facts.clinicPhone}`,
      ),
    es: (facts) =>
      asClinic(
        facts,
        `Suele bajar la rojez; maquillaje OK. No: sol directo (48 h), nadar, ejercicio fuerte, mascarillas (72 h). ¿Peor? Llame ${facts.clinicPhone}`,
      ),
  },
};
