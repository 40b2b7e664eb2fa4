/** Who writes and how to reach a person. */
import { asClinic } from '../address-client.ts';
import type { ReplyMilestone } from '../milestone.ts';

/** Names the brand, a phone and the way out, as carriers ask of it. */
export const help: ReplyMilestone = {
  id: 'help',
  kind: 'reply',
  words: {
    en: (facts) =>
      asClinic(
        facts,
        `We text you about your visits. To reach us, call ${facts.clinicPhone}. Msg & data rates may apply. Reply STOP to opt out.`,
      ),
    es: (facts) =>
      asClinic(
        facts,
        `Le escribimos sobre sus citas. Para hablar con nosotros, llame al ${facts.clinicPhone}. Puede haber cargos. Responda STOP para salir.`,
      ),
  },
};
