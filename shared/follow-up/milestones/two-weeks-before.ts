/** The last day for Botox before the visit, said while there still is one. */
import { localDateOf } from '../../time/zone.ts';
import { asClinic } from '../address-client.ts';
import type { CareMilestone } from '../milestone.ts';
import { pageLink } from '../page-link.ts';
import { sayDate, sayDay } from '../say-time.ts';

/** A day ahead of the last day for Botox; pointless after it. */
export const twoWeeksBefore: CareMilestone = {
  id: 'two-weeks-before',
  kind: 'care',
  side: 'before',
  due: { at: 'offset', offset: { from: 'start', days: -15 } },
  late: { from: 'start', days: -14 },
  elseBefore: true,
  states: ['start'],
  uncapped: false,
  link: 'care',
  words: {
    en: (facts) =>
      asClinic(
        facts,
        `Planning Botox? The last day is ${sayDay(facts.lastBotoxDay, 'en')}, then none until your visit on ${sayDate(localDateOf(facts.startAt, facts.zone), 'en')}. How to prepare: ${pageLink(facts)}`,
      ),
    es: (facts) =>
      asClinic(
        facts,
        `¿Piensa en Botox? El último día es el ${sayDay(facts.lastBotoxDay, 'es')}; luego ya no hasta su cita del ${sayDate(localDateOf(facts.startAt, facts.zone), 'es')}. Consejos: ${pageLink(facts)}`,
      ),
  },
};
