/** Confirms that texts are on again. */
import { asClinic } from '../address-client.ts';
import type { ReplyMilestone } from '../milestone.ts';

/** Not sent while the carrier itself still holds the number opted out. */
export const start: ReplyMilestone = {
  id: 'start',
  kind: 'reply',
  words: {
    en: (facts) =>
      asClinic(facts, 'Texts about your visits are on again. Reply STOP to opt out, HELP for help.'),
    es: (facts) =>
      asClinic(
        facts,
        'Le enviaremos otra vez mensajes sobre sus citas. Responda STOP para salir, HELP para ayuda.',
      ),
  },
};
