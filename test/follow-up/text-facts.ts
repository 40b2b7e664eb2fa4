/** Facts for texts: the longest that are promised to fit, and ordinary ones. */
import type { TextFacts } from '../../shared/follow-up/milestone.ts';
import { addLocalDays, instantOf } from '../../shared/time/zone.ts';

const zone = 'America/New_York';
const startAt = instantOf('2026-09-23', 12 * 60 + 30, zone);

/** Everything at its limit: 24-letter clinic, 20-letter name, 40-character place, 30-character link, and dates and times of the most letters. */
export const longestFacts: TextFacts = {
  brand: 'Rosewood Skin And Beauty',
  clinicPhone: '+1 212 555 0100',
  place: '1200 Grove Street North, Suite 1400, 2nd',
  firstName: 'Maximilianaalexandra',
  link: 'https://go.rosewood.test/p/abc',
  startAt,
  endAt: startAt,
  zone,
  lastBotoxDay: '2026-09-30',
  pauseFrom: addLocalDays(startAt, -1, zone),
  eligibleFrom: addLocalDays(startAt, 7, zone),
  now: addLocalDays(startAt, -1, zone),
};

/** A visit on Tue 1 Dec 2026, 15:00 to 16:00 in New York. */
export const ordinaryFacts: TextFacts = {
  brand: 'Rosewood Skin',
  clinicPhone: '+1 212 555 0100',
  place: '120 Grove St',
  firstName: 'Ana',
  link: 'https://go.rosewood.test/p/abc',
  startAt: instantOf('2026-12-01', 15 * 60, zone),
  endAt: instantOf('2026-12-01', 16 * 60, zone),
  zone,
  lastBotoxDay: '2026-11-17',
  pauseFrom: instantOf('2026-11-30', 15 * 60, zone),
  now: instantOf('2026-12-01', 8 * 60, zone),
};

/** The same without a first name. */
export function withoutName({ firstName: _, ...rest }: TextFacts): TextFacts {
  return rest;
}
