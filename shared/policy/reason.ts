/** The one sentence that says why a rule found something and from when it would pass, for clients and for managers. */
import { sayDay, sayTime } from '../follow-up/say-time.ts';
import type { Instant } from '../time/instant.ts';
import { type LocalDate, localDateOf } from '../time/zone.ts';
import type { Gap, Rule } from './policy.ts';
import { sayGap } from './say-gap.ts';
import type { Language } from './words.ts';

/** Who reads the sentence: the client on their own page, or the staff. */
type Audience = 'client' | 'manager';

/** A rule, what it found (or as much of it as is known) and for whom to say it. */
export interface ReasonAsked {
  rule: Rule;
  audience: Audience;
  language: Language;
  found: { eligibleFrom?: Instant; last?: LocalDate; lastAt?: Instant; otherName?: boolean };
  /** The clinic's zone: dates and times are said in it. */
  zone: string;
  /** From when it would pass stands beside the sentence. */
  isDateBeside?: boolean;
}

/** What a reason's words may hold in braces; the loader refuses anything else. */
export const placeholders = ['last', 'date', 'time', 'gap'] as const;
type Placeholder = (typeof placeholders)[number];

const passesFrom: Record<Language, (date: string, time: string) => string> = {
  en: (date, time) => `; it would pass from ${date}, ${time}.`,
  es: (date, time) => `; pasaría a partir del ${date}, ${time}.`,
};

const underOtherName: Record<Language, string> = {
  en: ' That is a booking under the same phone or e-mail but another name: please check whether it is the same person.',
  es: ' Es una cita con el mismo teléfono o correo pero otro nombre: compruebe si se trata de la misma persona.',
};

/** Says nothing of the other booking: it may be another person's treatment. */
const clientUnderOtherName: Record<Language, string> = {
  en: 'The clinic will confirm this visit with you.',
  es: 'La clínica le confirmará esta cita.',
};

const toItsEnd: Record<Language, string> = {
  en: 'counted to its end',
  es: 'contado hasta su final',
};

const unknown: Record<Language, string> = { en: 'an unknown day', es: 'un día desconocido' };

/** Fills the rule's words; appends the instant from which it would pass where the words do not already say it. */
export function reasonSentence(asked: ReasonAsked): string {
  const { rule, audience, language, found } = asked;
  if (found.otherName === true && audience === 'client') return clientUnderOtherName[language];
  const template = rule.reason[audience][language];
  const filled = template.replace(/\{(last|date|time|gap)\}/g, (_, name: Placeholder) => fill(name, asked));
  const sentence = template.includes('{date}') ? filled : filled.replace(/\.?$/, tail(asked));
  return found.otherName === true ? sentence + underOtherName[language] : sentence;
}

function tail({ found, language, zone, isDateBeside }: ReasonAsked): string {
  if (found.eligibleFrom === undefined || isDateBeside === true) return '.';
  const date = sayDate(localDateOf(found.eligibleFrom, zone), language);
  return passesFrom[language](date, sayTime(found.eligibleFrom, zone, language));
}

function fill(name: Placeholder, asked: ReasonAsked): string {
  const { rule, found, language, zone } = asked;
  const { eligibleFrom } = found;
  switch (name) {
    case 'last':
      return sayLast(asked);
    case 'date':
      return eligibleFrom === undefined
        ? unknown[language]
        : sayDate(localDateOf(eligibleFrom, zone), language);
    case 'time':
      return eligibleFrom === undefined ? '' : sayTime(eligibleFrom, zone, language);
    case 'gap':
      return sayGapOf(rule, language);
  }
}

/** Of a day without a time it is said how it counts, where hours do. */
function sayLast({ rule, found: { last, lastAt }, language, zone }: ReasonAsked): string {
  if (last === undefined) return unknown[language];
  const day = sayDate(last, language);
  if (lastAt !== undefined) return `${day}, ${sayTime(lastAt, zone, language)}`;
  return rule.kind === 'pause-before-visit' ? `${day}, ${toItsEnd[language]}` : day;
}

function sayGapOf(rule: Rule, language: Language): string {
  const gap = gapOf(rule);
  return gap === undefined ? '' : sayGap(gap, language);
}

/** The gap of the kinds that have one: only their words may hold placeholders. */
export function gapOf(rule: Rule): Gap | undefined {
  switch (rule.kind) {
    case 'minimum-gap-since':
      return rule.gap;
    case 'pause-before-visit':
      return rule.pause;
    case 'contraindication':
    case 'clearance':
    case 'consult':
    case 'advisory':
      return undefined;
  }
}

/** `Tue Dec 1 2026`, `mar 1 dic 2026`: with the year, for gaps can be long. */
function sayDate(date: LocalDate, language: Language): string {
  return `${sayDay(date, language)} ${date.slice(0, 4)}`;
}
