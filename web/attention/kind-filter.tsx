/** Narrows the list to some kinds, with how many there are of each. */
import { useLocation } from 'wouter';
import type { AttentionPage } from '../../shared/api/manager/attention-view.ts';
import { type AttentionKind, allKinds, kindWords } from '../parts/kind-words.ts';
import { addressOfList, countWords, type Tab, toggleKind } from './filter.ts';
import styles from './kind-filter.module.css';

interface KindFilterProps {
  tab: Tab;
  kinds: readonly AttentionKind[];
  counts: AttentionPage['counts'];
}

export function KindFilter({ tab, kinds, counts }: KindFilterProps) {
  const [, navigate] = useLocation();
  const show = (next: readonly AttentionKind[]): void =>
    navigate(addressOfList(tab, next), { replace: true });
  const countOf = (kind: AttentionKind): number => counts?.byKind[kind] ?? 0;
  const offered = allKinds().filter((kind) => countOf(kind) > 0 || kinds.includes(kind));
  return (
    <fieldset className={styles.chips} aria-label="Show only">
      <button
        type="button"
        className={styles.chip}
        aria-pressed={kinds.length === 0}
        onClick={() => show([])}
      >
        All
        <Count count={counts?.all} more={counts?.more} />
      </button>
      {offered.map((kind) => (
        <button
          key={kind}
          type="button"
          className={styles.chip}
          data-tone={kindWords[kind].tone}
          aria-pressed={kinds.includes(kind)}
          onClick={() => show(toggleKind(kinds, kind))}
        >
          {kindWords[kind].says}
          <Count count={countOf(kind)} more={counts?.more} />
        </button>
      ))}
    </fieldset>
  );
}

function Count({ count, more = false }: { count: number | undefined; more?: boolean | undefined }) {
  return count === undefined ? null : <span className={styles.count}>{countWords(count, more)}</span>;
}
