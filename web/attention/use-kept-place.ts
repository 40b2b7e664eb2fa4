/** Keeps what somebody is looking at where it is while lines come and go above it. Some browsers do that themselves; this holds for all. */
import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Of each line of the list, in the document. */
export const rowAttribute = 'data-row';

/** `drawn` changes whenever the lines do. */
export function useKeptPlace(list: RefObject<HTMLElement | null>, drawn: unknown): void {
  const kept = useRef<{ key: string; top: number }>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: after each drawing of other lines, and no other
  useLayoutEffect(() => {
    const before = kept.current;
    if (before === undefined || list.current === null) return;
    const row = list.current.querySelector(`[${rowAttribute}="${CSS.escape(before.key)}"]`);
    const moved = row === null ? 0 : row.getBoundingClientRect().top - before.top;
    if (moved !== 0) window.scrollBy({ top: moved, behavior: 'instant' });
  }, [drawn]);

  useLayoutEffect(() => {
    const note = (): void => {
      kept.current = firstInView(list.current);
    };
    note();
    addEventListener('scroll', note, { passive: true });
    addEventListener('resize', note);
    return () => {
      removeEventListener('scroll', note);
      removeEventListener('resize', note);
    };
  });
}

/** `undefined` while the list's beginning is in view: there new lines may be seen to come. */
function firstInView(list: HTMLElement | null): { key: string; top: number } | undefined {
  if (list === null || list.getBoundingClientRect().top >= 0) return undefined;
  for (const row of list.querySelectorAll(`[${rowAttribute}]`)) {
    const { top } = row.getBoundingClientRect();
    const key = row.getAttribute(rowAttribute);
    if (top >= 0 && key !== null) return { key, top };
  }
  return undefined;
}
