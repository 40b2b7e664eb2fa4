/** Which kinds the list is narrowed to, in the site's address: so that going back, a bookmark and a reload keep it. */
import { type AttentionKind, allKinds } from '../parts/kind-words.ts';

export type Tab = 'ahead' | 'past';

/** What is no kind is left out. */
export function readKinds(joined: string | undefined): AttentionKind[] {
  const named = joined?.split(',') ?? [];
  return allKinds().filter((kind) => named.includes(kind));
}

export function addressOfList(tab: Tab, kinds: readonly AttentionKind[]): string {
  // One address for the same kinds, in whatever order they were chosen.
  const joined = readKinds(kinds.join()).join();
  if (joined !== '') return `/${tab}/${joined}`;
  return tab === 'ahead' ? '/' : '/past';
}

export function toggleKind(kinds: readonly AttentionKind[], kind: AttentionKind): AttentionKind[] {
  return kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind];
}

/** Of a count that may have stopped short. */
export function countWords(count: number, more: boolean): string {
  return `${count.toLocaleString('en-US')}${more ? '+' : ''}`;
}
