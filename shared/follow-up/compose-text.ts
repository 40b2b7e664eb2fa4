/** Puts a milestone's text together as it goes out: words, opt-out line, plain letters, and what it costs. */

import type { Language } from '../policy/words.ts';
import { countSegments, type SegmentCount } from '../text/segments.ts';
import { toGsm7 } from '../text/transliterate.ts';
import { carePlan } from './care-plan.ts';
import type { BookingMilestoneId, ReplyFacts, ReplyMilestoneId, TextFacts } from './milestone.ts';

/** Appended to the first text a number gets. */
export const optOutLines: Readonly<Record<Language, string>> = {
  en: 'Reply STOP to opt out',
  es: 'Responda STOP para salir',
};

export interface ComposedText {
  body: string;
  segments: number;
  encoding: SegmentCount['encoding'];
}

/** A text about a booking. `facts.firstName` comes from `textFirstName`; it is left out where only that keeps the text in one part. The body is GSM-7 unless the clinic pays for `accents`. */
export function composeText(request: {
  milestone: BookingMilestoneId;
  language: Language;
  facts: TextFacts;
  /** Whether no text went to this number before. */
  firstToNumber: boolean;
  accents?: boolean;
}): ComposedText {
  const { milestone, language, facts, firstToNumber, accents = false } = request;
  const write = (those: TextFacts): ComposedText => {
    const words = carePlan[milestone].words[language](those);
    return firstToNumber ? withOptOut(words, optOutLines[language], accents) : finish(words, accents);
  };
  const text = write(facts);
  return text.segments === 1 || facts.firstName === undefined
    ? text
    : shorter(text, write(withoutName(facts)));
}

/** The line stands as a sentence of its own where a full stop before it costs no second part; never right behind a link or after a mark. */
function withOptOut(words: string, line: string, accents: boolean): ComposedText {
  const plain = finish(`${words} ${line}`, accents);
  const isOpen = /[\p{L}\p{N}]$/u.test(words) && !/https?:\/\/\S+$/.test(words);
  const stopped = isOpen ? finish(`${words}. ${line}`, accents) : plain;
  return stopped.segments > plain.segments ? plain : stopped;
}

/** An answer to a client's text; it belongs to a number, so it states nothing of a booking. */
export function composeReply(request: {
  milestone: ReplyMilestoneId;
  language: Language;
  facts: ReplyFacts;
  accents?: boolean;
}): ComposedText {
  return finish(carePlan[request.milestone].words[request.language](request.facts), request.accents ?? false);
}

function withoutName({ firstName: _, ...rest }: TextFacts): TextFacts {
  return rest;
}

function shorter(named: ComposedText, unnamed: ComposedText): ComposedText {
  return unnamed.segments < named.segments ? unnamed : named;
}

function finish(words: string, accents: boolean): ComposedText {
  const body = accents ? words.normalize('NFC') : toGsm7(words);
  const { segments, encoding } = countSegments(body);
  return { body, segments, encoding };
}
