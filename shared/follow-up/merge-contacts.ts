/** Joins what two tables know of one phone number: after a restore the table in use lacks what the one before it learned last, opt-outs above all. */
import { type Contact, questionsMax, repliesMax, slotsMax } from './contact.ts';

/** `here` with what `before` knows and it does not. Of opt-outs the newer statement holds, of equal ones the STOP. Doing it again changes nothing. */
export function mergeContacts(here: Contact, before: Contact): Contact {
  const { optedOut: _out, optChangedAt: _at, phone, ...rest } = here;
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

function latestOpt(here: Contact, before: Contact): Pick<Contact, 'optedOut' | 'optChangedAt'> {
  const [hereAt, beforeAt] = [here.optChangedAt ?? 0, before.optChangedAt ?? 0];
  const isBefore = beforeAt > hereAt || (beforeAt === hereAt && before.optedOut !== undefined);
  const { optedOut, optChangedAt } = isBefore ? before : here;
  return {
    ...(optedOut === undefined ? {} : { optedOut }),
    ...(optChangedAt === undefined ? {} : { optChangedAt }),
  };
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
