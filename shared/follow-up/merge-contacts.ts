/** Joins what two tables know of one phone number: after a restore the table in use lacks what the one before it learned last, opt-outs above all. */
import { type Contact, questionsMax, repliesMax, slotsMax } from './contact.ts';

/** `here` with what `before` knows and it does not. Of the client's own words the newer holds, of equal ones the STOP. Doing it again changes nothing. */
export function mergeContacts(here: Contact, before: Contact): Contact {
  const { optedOut: _out, optChangedAt: _at, allowedAt: _allowed, phone, ...rest } = here;
  return {
    ...rest,
    // Erased in either: the next text's booking says it again.
    ...(phone === undefined || before.phone === undefined ? {} : { phone }),
    ...latestOpt(here, before),
    ...latestConsent(here, before),
    ...firstOf(here, before),
    slots: union(here.slots, before.slots, ({ text }) => text).slice(-slotsMax),
    questions: unionOfQuestions(here, before).slice(-questionsMax),
    replies: union(here.replies, before.replies, ({ id }) => id).slice(-repliesMax),
  };
}

/** The client's own word first, by its own order; a click's stop holds unless START or a click lifted it since. */
function latestOpt(here: Contact, before: Contact): Pick<Contact, 'optedOut' | 'optChangedAt' | 'allowedAt'> {
  const optChangedAt = latest(here.optChangedAt, before.optChangedAt);
  const allowedAt = latest(here.allowedAt, before.allowedAt);
  const said = [here, before].filter((one) => one.optChangedAt === optChangedAt);
  const stops = said.flatMap(({ optedOut }) => (isOwnStop(optedOut) ? optedOut : []));
  const clicked = [here, before].flatMap(({ optedOut }) =>
    optedOut === undefined || isOwnStop(optedOut) || optedOut.at <= (optChangedAt ?? 0) ? [] : optedOut,
  );
  const stands = clicked.filter(({ at }) => at >= (allowedAt ?? 0)).sort((a, b) => b.at - a.at);
  const optedOut = stops[0] ?? stands[0];
  return {
    ...(optedOut === undefined ? {} : { optedOut }),
    ...(optChangedAt === undefined ? {} : { optChangedAt }),
    ...(allowedAt === undefined ? {} : { allowedAt }),
  };
}

function isOwnStop(optedOut: Contact['optedOut']): boolean {
  return optedOut?.source === 'text' || optedOut?.source === 'carrier';
}

function latest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

function latestConsent(here: Contact, before: Contact): Pick<Contact, 'consent'> {
  const isBefore = (before.consent?.at ?? 0) > (here.consent?.at ?? 0);
  const consent = isBefore ? before.consent : here.consent;
  return consent === undefined ? {} : { consent };
}

/** The text that carried the opt-out line is the older one. */
function firstOf(here: Contact, before: Contact): Pick<Contact, 'firstText' | 'language'> {
  const firstText = before.firstText ?? here.firstText;
  const language = here.language ?? before.language;
  return {
    ...(firstText === undefined ? {} : { firstText }),
    ...(language === undefined ? {} : { language }),
  };
}

/** Oldest first, and where both know an entry, the earlier one: the text was said then, the reply taken then. */
function union<T extends { at: number }>(
  here: readonly T[],
  before: readonly T[],
  identity: (entry: T) => string,
): T[] {
  const merged = new Map<string, T>();
  for (const entry of [...before, ...here]) {
    const known = merged.get(identity(entry));
    if (known === undefined || entry.at < known.at) merged.set(identity(entry), entry);
  }
  return [...merged.values()].sort((a, b) => a.at - b.at);
}

/** One per booking, as it was asked last. */
function unionOfQuestions(here: Contact, before: Contact): Contact['questions'] {
  const newestFirst = [...here.questions, ...before.questions].sort((a, b) => b.askedAt - a.askedAt);
  const seen = new Set<string>();
  const merged = newestFirst.filter(({ platform, uid }) => {
    const booking = `${platform} ${uid}`;
    return !seen.has(booking) && seen.add(booking);
  });
  return merged.reverse();
}
