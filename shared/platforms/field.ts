/** Pieces of schema that every platform's bodies are made of, and how a mistake in one is told: by field, never by value. */
import * as z from 'zod';
import { nameCharsMax } from '../api/person-limits.ts';
import type { Language } from '../policy/words.ts';
import { expectations } from '../text/say-expected.ts';
import { hourMs, type Instant, parseInstant } from '../time/instant.ts';
import { hasVisitYear, yearMax, yearMin } from '../time/visit-years.ts';
import { isLocalDate, isZone } from '../time/zone.ts';
import type { Reading } from './platform.ts';

/** Longest name of a service, as the clinic's map of services holds it. */
export const serviceCharsMax = 200;
/** Longest question name or label and longest answer, in characters: a long sentence, and a page of free text. */
export const questionNameCharsMax = 500;
export const answerCharsMax = 4_000;
/** Answers of one booking: more than the questions of the largest policy are no screening form. */
export const answersMax = 60;
/** A visit is at most this long; longer ones are mistakes in the data. */
const visitHoursMax = 24;
/** What one refusal lists: enough to repair a template, small enough to store. */
const fieldsMax = 20;
const pathCharsMax = 120;
const expectedCharsMax = 200;
/** Longest language tag or zone name looked at. */
const tagCharsMax = 64;

const uidExpected = 'expected 1 to 128 visible characters without blanks';
const instantExpected = `expected an ISO 8601 instant with a zone, between the years ${yearMin} and ${yearMax}`;

/** A booking's id: 1 to 128 visible ASCII characters, for it becomes part of a key. */
export const uid = z.string(uidExpected).regex(/^[\x21-\x7e]{1,128}$/, uidExpected);

/** An ISO 8601 instant with a zone, as `Instant`; days that do not exist are refused rather than rolled over. */
export const instant = z.string(instantExpected).transform((text, context): Instant => {
  const read = parseInstant(text);
  if (read !== undefined && isLocalDate(text.slice(0, 10)) && hasVisitYear(text)) return read;
  context.addIssue(instantExpected);
  return z.NEVER;
});

export const clientName = z.string().trim().min(1).max(nameCharsMax);

/** A text that may be missing, null or blank: all three are `undefined`. */
export function optionalText(charsMax: number) {
  return z
    .string()
    .trim()
    .max(charsMax)
    .nullish()
    .transform((text) => (text === null || text === '' ? undefined : text));
}

/** What is wrong with a visit's times, if anything: it ends after it starts, and within a day. */
export function wrongEnd(startAt: Instant, endAt: Instant): string | undefined {
  if (endAt <= startAt) return 'an instant after the start';
  if (endAt - startAt > visitHoursMax * hourMs)
    return `an end at most ${visitHoursMax} hours after the start`;
  return undefined;
}

/** The language of a tag such as `es-MX`; `undefined` for languages the product has no texts in. */
export function languageOf(tag: unknown): Language | undefined {
  if (typeof tag !== 'string' || tag.length > tagCharsMax) return undefined;
  const primary = tag.trim().toLowerCase().split(/[-_]/)[0];
  return primary === 'en' || primary === 'es' ? primary : undefined;
}

/** An IANA zone the runtime knows, else `undefined`: the clinic's zone rules anyway. */
export function zoneOf(name: unknown): string | undefined {
  if (typeof name !== 'string' || name.length > tagCharsMax) return undefined;
  return /^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name) && isZone(name) ? name : undefined;
}

/** The reading of a body that does not fit: `prefix` is where in the body the schema stood. */
export function refusedBy(error: z.ZodError, prefix?: string): Reading {
  const fields = expectations(error.issues).map(({ at, expected }) => ({
    path: [...(prefix === undefined ? [] : [prefix]), ...at].map(String).join('.'),
    expected: expected.replace(/^expected /, ''),
  }));
  return refused('the body does not have the expected form', fields);
}

/** A refusal; bounded, so that it can be stored and shown whatever was sent. */
export function refused(reason: string, fields: { path: string; expected: string }[]): Reading {
  return {
    read: 'refused',
    reason,
    fields: fields.slice(0, fieldsMax).map(({ path, expected }) => ({
      path: path.slice(0, pathCharsMax),
      expected: expected.slice(0, expectedCharsMax),
    })),
  };
}
