/** Who is to be told, as it is written after --notify: an address, and the kinds it asks for. */
import { type NoticeKind, noticeKinds } from '../../shared/follow-up/staff-notice.ts';
import type { Reader } from './staff-topics.ts';

export type ReadersRead = { ok: true; readers: Reader[] } | { ok: false; reason: string };

/** `desk@rose.example` or `desk@rose.example:client-not-told,daily-digest`. */
export function readReaders(given: readonly string[]): ReadersRead {
  const readers: Reader[] = [];
  for (const text of given) {
    const [address = '', listed, ...more] = text.split(':');
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) || more.length > 0) {
      return { ok: false, reason: `--notify: "${text}" is no e-mail address, or ADDRESS:KIND,KIND.` };
    }
    const kinds = listed?.split(',') ?? [];
    const stranger = kinds.find((kind) => !isKind(kind));
    if (stranger !== undefined) {
      return { ok: false, reason: `--notify: "${stranger}" is no kind; expected ${noticeKinds.join(', ')}.` };
    }
    readers.push({ address, ...(listed === undefined ? {} : { kinds: kinds.filter(isKind) }) });
  }
  return { ok: true, readers };
}

function isKind(word: string): word is NoticeKind {
  return noticeKinds.some((kind) => kind === word);
}
