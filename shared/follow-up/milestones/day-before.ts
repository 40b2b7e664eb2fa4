/** From when to pause strong actives, in time to do it, and a last question; it says to pause, never to stop, because a doctor may have prescribed them. */
import { asClinic } from '../address-client.ts';
import type { CareMilestone } from '../milestone.ts';
import { saySoon } from '../say-time.ts';

/** Published 15 minutes before the pause begins at the latest. */
export const dayBefore: CareMilestone = {
  id: 'day-before',
  kind: 'care',
  side: 'before',
  due: { at: 'offset', offset: { from: 'pause', hours: -12 } },
  late: { from: 'pause', minutes: -15 },
  elseBefore: true,
  states: ['start'],
  uncapped: true,
  words: {
    en: (facts) =>
      asClinic(
        facts,
        `From ${saySoon(facts.pauseFrom, facts.zone, 'en')} pause Retin-A and strong actives (if prescribed, ask your doctor or us first). Reply 1 all fine, 2 something changed`,
      ),
    es: (facts) =>
      asClinic(
        facts,
        `Desde ${saySoon(facts.pauseFrom, facts.zone, 'es')} pause Retin-A y activos fuertes (con receta: consulte antes al médico o aquí). Responda 1 todo bien, 2 hay cambios`,
      ),
  },
};
