/** Clean face, time and place, on the morning of the visit or the evening before an early one. */
import { daysBetween, localDateOf } from '../../time/zone.ts';
import { asClinic } from '../address-client.ts';
import type { CareMilestone, TextFacts } from '../milestone.ts';
import { sayDay, sayTime } from '../say-time.ts';

/** An hour before the visit it would only be read on the way. */
export const morningOf: CareMilestone = {
  id: 'morning-of',
  kind: 'care',
  side: 'before',
  due: { at: 'morning-of' },
  late: { from: 'start', hours: -1 },
  elseBefore: true,
  states: ['start'],
  uncapped: true,
  words: {
    en: (facts) =>
      asClinic(
        facts,
        `See you ${dayEn(facts)} at ${sayTime(facts.startAt, facts.zone, 'en')}, ${facts.place}. Please come with a clean face and no makeup.`,
      ),
    es: (facts) =>
      asClinic(
        facts,
        `Le esperamos ${dayEs(facts)} a las ${sayTime(facts.startAt, facts.zone, 'es')}, ${facts.place}. Venga con la cara limpia y sin maquillaje.`,
      ),
  },
};

function dayEn(facts: TextFacts): string {
  return (
    ['today', 'tomorrow'][daysAhead(facts)] ?? `on ${sayDay(localDateOf(facts.startAt, facts.zone), 'en')}`
  );
}

function dayEs(facts: TextFacts): string {
  return ['hoy', 'mañana'][daysAhead(facts)] ?? `el ${sayDay(localDateOf(facts.startAt, facts.zone), 'es')}`;
}

/** By the local day of the publish, which may be the evening before. */
function daysAhead({ now, startAt, zone }: TextFacts): number {
  return daysBetween(localDateOf(now, zone), localDateOf(startAt, zone));
}
