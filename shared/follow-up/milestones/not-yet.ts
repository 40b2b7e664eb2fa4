/** Asks the client not to come as planned, with the earliest date where there is one. Never the reason: a phone is read by others too. */
import type { Language } from '../../policy/words.ts';
import { localDateOf, localTimeOf } from '../../time/zone.ts';
import { asClinicByName } from '../address-client.ts';
import type { StatusMilestone, TextFacts } from '../milestone.ts';
import { sayDate, sayDay, sayTime } from '../say-time.ts';

/** Said again when the visit or the earliest date changes. */
export const notYet: StatusMilestone = {
  id: 'not-yet',
  kind: 'status',
  delayMinutes: 3,
  states: ['start', 'eligible-from'],
  words: {
    en: (facts) =>
      asClinicByName(
        facts,
        `please do not come ${sayDay(localDateOf(facts.startAt, facts.zone), 'en')} as planned. ${nextEn(facts)} ${facts.clinicPhone}`,
      ),
    es: (facts) =>
      asClinicByName(
        facts,
        `por favor no venga el ${sayDate(localDateOf(facts.startAt, facts.zone), 'es')}. ${nextEs(facts)} ${facts.clinicPhone}`,
      ),
  },
};

function nextEn(facts: TextFacts): string {
  const from = earliest(facts, 'en');
  return from === undefined ? 'Please call us and we will help:' : `Earliest: ${from}. Call`;
}

function nextEs(facts: TextFacts): string {
  const from = earliest(facts, 'es');
  return from === undefined ? 'Por favor llame y le ayudamos:' : `Posible desde el ${from}. Llame al`;
}

/** The date alone where the whole day is possible. */
function earliest({ eligibleFrom, zone }: TextFacts, language: Language): string | undefined {
  if (eligibleFrom === undefined) return undefined;
  const { date, minuteOfDay } = localTimeOf(eligibleFrom, zone);
  const day = sayDate(date, language);
  return minuteOfDay === 0 ? day : `${day}, ${sayTime(eligibleFrom, zone, language)}`;
}
