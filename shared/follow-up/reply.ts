/** What a client's text means: opt-out words first, then the few answers our texts ask for; everything else is for a person. */
import type { Instant } from '../time/instant.ts';
import { type Contact, type StopSource, stopSources } from './contact.ts';

export type ReplyMeaning = 'stop' | 'start' | 'help' | 'fine' | 'changed' | 'other';

/** AWS's own opt-out words, which it answers by itself. https://docs.aws.amazon.com/sms-voice/latest/userguide/keywords-required.html */
const carrierStopWords = [
  'arret',
  'cancel',
  'end',
  'opt-out',
  'optout',
  'quit',
  'remove',
  'stop',
  'td',
  'unsubscribe',
];
/** Words of the FCC's list (47 CFR 64.1200(a)(10)) and Spanish ones that AWS does not know. */
const ownStopWords = ['revoke', 'opt out', 'stop all', 'stopall', 'parar', 'alto', 'baja', 'cancelar'];
const startWords = ['start', 'unstop', 'alta', 'comenzar', 'empezar'];
const helpWords = ['help', 'info', 'ayuda'];

/** Longest text that is looked at, in characters: the words are short. */
const lookedAtCharsMax = 40;

/** By exact match after case, accents, outer blanks and punctuation are gone: "don't stop" is not an opt-out. */
export function readReply(body: string): { meaning: ReplyMeaning; answeredByCarrier: boolean } {
  const word = normalise(body);
  const answeredByCarrier = carrierStopWords.includes(word);
  if (answeredByCarrier || ownStopWords.includes(word)) return { meaning: 'stop', answeredByCarrier };
  return { meaning: otherMeaning(word), answeredByCarrier };
}

function otherMeaning(word: string): ReplyMeaning {
  if (startWords.includes(word)) return 'start';
  if (helpWords.includes(word)) return 'help';
  if (word === '1') return 'fine';
  if (word === '2') return 'changed';
  return 'other';
}

function normalise(body: string): string {
  return body
    .slice(0, lookedAtCharsMax + 1)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    .replace(/\s+/g, ' ');
}

/** The client's own STOP and START are ordered by their own times; of equal ones the STOP holds, and one from before a START changes nothing. A click stops at once and stands in no such order: else it would hide a STOP that is still on its way. */
export function withOptOut(contact: Contact, at: Instant, source: StopSource): Contact {
  if (source === 'staff' || source === 'page') return withStop(contact, at, source);
  if (contact.optChangedAt !== undefined && at < contact.optChangedAt) return contact;
  return { ...withStop(contact, at, source), optChangedAt: at };
}

/** Whoever has said STOP themselves is not let in again by whoever stopped their texts before. */
function withStop(contact: Contact, at: Instant, source: StopSource): Contact {
  const { optedOut } = contact;
  if (optedOut === undefined) return { ...contact, optedOut: { at, source } };
  const isStronger = stopSources.indexOf(source) > stopSources.indexOf(optedOut.source);
  return isStronger ? { ...contact, optedOut: { ...optedOut, source } } : contact;
}

/** START lifts every stop from before it; a click that came later stands. */
export function withOptIn(contact: Contact, at: Instant): Contact {
  if (contact.optChangedAt !== undefined && at <= contact.optChangedAt) return contact;
  const { optedOut, ...rest } = contact;
  const stays = optedOut !== undefined && optedOut.at >= at;
  return { ...rest, ...(stays ? { optedOut } : {}), optChangedAt: at };
}

/** By a click of whoever had stopped the texts. */
export function withStopLifted(contact: Contact, at: Instant): Contact {
  const { optedOut: _out, ...rest } = contact;
  return { ...rest, allowedAt: Math.max(at, rest.allowedAt ?? 0) };
}
