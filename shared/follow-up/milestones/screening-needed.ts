/** Asks for the answers the policy needs, once more after a day; it states no fact of the visit, for the link does. */
import { asClinic } from '../address-client.ts';
import type { StatusMilestone } from '../milestone.ts';
import { pageLink } from '../page-link.ts';

/** Sent while questions are open; states no fact, so it is never due again for a new time alone. */
export const screeningNeeded: StatusMilestone = {
  id: 'screening-needed',
  kind: 'status',
  delayMinutes: 3,
  againAfterHours: 24,
  states: [],
  link: 'screening',
  words: {
    en: (facts) =>
      asClinic(facts, `Please answer a few questions so that we can confirm your visit: ${pageLink(facts)}`),
    es: (facts) =>
      asClinic(facts, `Por favor responda unas preguntas para poder confirmar su cita: ${pageLink(facts)}`),
  },
};
