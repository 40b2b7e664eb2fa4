/** Confirms an opt-out, the only text after it. */
import { asClinic } from '../address-client.ts';
import type { ReplyMilestone } from '../milestone.ts';

/** For the words that the carrier does not answer itself. */
export const stop: ReplyMilestone = {
  id: 'stop',
  kind: 'reply',
  words: {
    en: (facts) =>
      asClinic(facts, 'You are opted out and will get no more texts from us. Reply START to get them again.'),
    es: (facts) =>
      asClinic(facts, 'Listo, ya no le enviaremos mensajes. Para volver a recibirlos, responda START.'),
  },
};
