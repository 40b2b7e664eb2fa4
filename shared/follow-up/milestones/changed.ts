/** Answers "something changed" with the questions again. */
import { asClinic } from '../address-client.ts';
import type { ReplyMilestone } from '../milestone.ts';
import { pageLink } from '../page-link.ts';

/** Its link leads to the screening form, where every answer is open again. */
export const changed: ReplyMilestone = {
  id: 'changed',
  kind: 'reply',
  link: 'screening',
  words: {
    en: (facts) =>
      asClinic(
        facts,
        `Thank you for telling us. Please answer the questions again before you come: ${pageLink(facts)}`,
      ),
    es: (facts) =>
      asClinic(
        facts,
        `Gracias por avisar. Por favor responda otra vez las preguntas antes de venir: ${pageLink(facts)}`,
      ),
  },
};
