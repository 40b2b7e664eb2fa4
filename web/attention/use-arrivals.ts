/** Which lines came while somebody was looking: marked as new, and said once to a screen reader. */
import { useEffect, useRef, useState } from 'react';
import type { AttentionRow } from '../../shared/api/manager/attention-view.ts';
import { findArrivals, keyOfRow } from './rows.ts';

/** After this long a line has been seen. */
const newForMs = 60_000;

interface Arrivals {
  isNew: (row: AttentionRow) => boolean;
  /** Said aloud, politely. */
  says: string;
}

/** `list`: another one is no news of this one; `pages`: nor are the lines of a further page. */
export function useArrivals(
  rows: readonly AttentionRow[] | undefined,
  list: string,
  pages: number,
): Arrivals {
  const seen = useRef<{ list: string; pages: number; rows: readonly AttentionRow[] }>(undefined);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [says, setSays] = useState('');

  useEffect(() => {
    if (rows === undefined) return;
    const before = seen.current;
    seen.current = { list, pages, rows };
    if (before === undefined || before.list !== list || before.pages !== pages) return;
    const arrived = findArrivals(before.rows, rows);
    if (arrived.length === 0) return;
    setMarked((known) => new Set([...known, ...arrived]));
    setSays(wordsOf(rows.filter((row) => arrived.includes(keyOfRow(row)))));
    setTimeout(
      () => setMarked((known) => new Set([...known].filter((key) => !arrived.includes(key)))),
      newForMs,
    );
  }, [rows, list, pages]);

  return { isNew: (row) => marked.has(keyOfRow(row)), says };
}

function wordsOf(rows: readonly AttentionRow[]): string {
  const [first] = rows;
  if (rows.length !== 1 || first === undefined) return `${rows.length} new in the list`;
  return `New in the list: ${first.row === 'booking' ? `${first.name}, ` : ''}${first.why}`;
}
