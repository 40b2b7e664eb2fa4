/** Why a person should look, in plain words, with the tone it is shown in: the one table of them. */
import type { AttentionRow } from '../../shared/api/manager/attention-view.ts';
import { type Outcome, outcomeWords, statusWords } from '../../shared/api/manager/standing-words.ts';

export type AttentionKind = AttentionRow['kinds'][number];

/** How grave it looks: `stop` the visit cannot go ahead, `warn` somebody must act, `ask` an answer is missing, `note` to be known. */
export type Tone = 'stop' | 'warn' | 'ask' | 'note' | 'fine';

export interface KindWords {
  says: string;
  tone: Tone;
}

/** A verdict looks as grave as the kind that it puts on the list. */
export const outcomeTones: Readonly<Record<Outcome, Tone>> = {
  allowed: 'fine',
  blocked: 'stop',
  review: 'warn',
  incomplete: 'ask',
};

/** In the order of their weight, which the API lists them in as well. */
export const kindWords: Readonly<Record<AttentionKind, KindWords>> = {
  blocked: { says: outcomeWords.blocked, tone: 'stop' },
  review: { says: outcomeWords.review, tone: 'warn' },
  'client-not-told': { says: 'Client not told', tone: 'stop' },
  incomplete: { says: outcomeWords.incomplete, tone: 'ask' },
  'changed-by-client': { says: 'Client changed something', tone: 'warn' },
  'pending-near': { says: statusWords.pending, tone: 'warn' },
  proposal: { says: 'Newer policy differs', tone: 'warn' },
  'no-usable-number': { says: 'No usable number', tone: 'warn' },
  'no-consent': { says: 'No consent to texts', tone: 'note' },
  'opted-out': { says: 'Texts stopped', tone: 'note' },
  'text-failed': { says: 'Text failed', tone: 'warn' },
  'text-unknown': { says: 'Text: unknown if sent', tone: 'warn' },
  'refused-delivery': { says: 'Unreadable delivery', tone: 'note' },
  quarantined: { says: 'Set aside', tone: 'warn' },
};

/** Of what the API names; `undefined` for a kind that is newer than this site. */
export function wordsOfKind(kind: string): KindWords | undefined {
  return Object.entries(kindWords).find(([known]) => known === kind)?.[1];
}

/** Every kind, the weightiest first. */
export function allKinds(): AttentionKind[] {
  // The keys of the table above, which TypeScript widens to strings.
  return Object.keys(kindWords) as AttentionKind[];
}
