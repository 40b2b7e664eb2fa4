/** The opening screen: what needs a person, soonest visit first. */
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { EmptyState } from '../parts/empty-state.tsx';
import { FreshnessLine } from '../parts/freshness-line.tsx';
import { LoadFailed } from '../parts/load-failed.tsx';
import { RowsSkeleton } from '../parts/rows-skeleton.tsx';
import { useTitle } from '../parts/use-title.ts';
import styles from './attention.module.css';
import { AttentionList } from './attention-list.tsx';
import { addressOfList, countWords, readKinds, type Tab } from './filter.ts';
import { KindFilter } from './kind-filter.tsx';
import { useArrivals } from './use-arrivals.ts';
import { type Attention, useAttention } from './use-attention.ts';

interface AttentionScreenProps {
  tab: Tab;
  /** Kinds the list is narrowed to, joined by commas. */
  only?: string | undefined;
}

export function AttentionScreen({ tab, only }: AttentionScreenProps) {
  const kinds = readKinds(only);
  const attention = useAttention(tab, kinds);
  const first = attention.data?.pages[0];
  const rows = useMemo(() => attention.data?.pages.flatMap((page) => page.rows), [attention.data]);
  const shown = attention.isPlaceholderData ? undefined : rows;
  const arrivals = useArrivals(shown, addressOfList(tab, kinds), attention.data?.pages.length ?? 0);
  const { counts } = first ?? {};
  const ahead = tab === 'ahead' && counts !== undefined ? `(${countWords(counts.all, counts.more)}) ` : '';
  useTitle(`${ahead}Needs a person`);

  return (
    <>
      <div className={styles.head}>
        <h1>Needs a person</h1>
        <nav className={styles.tabs} aria-label="Which visits">
          <TabLink tab="ahead" now={tab} says="Ahead" />
          <TabLink tab="past" now={tab} says="Past" />
        </nav>
      </div>
      <FreshnessLine query={attention} />
      <KindFilter tab={tab} kinds={kinds} counts={counts} />
      <p role="status" className="read-only">
        {arrivals.says}
      </p>
      <Lines attention={attention}>
        {rows !== undefined && rows.length > 0 && (
          <AttentionList rows={rows} isNew={arrivals.isNew} fading={attention.isPlaceholderData} />
        )}
        {rows?.length === 0 && !attention.hasNextPage && (
          <NothingToDo tab={tab} narrowed={kinds.length > 0} />
        )}
        {rows?.length === 0 && attention.hasNextPage && <p>Nothing so far: there is more of the list.</p>}
      </Lines>
    </>
  );
}

function TabLink({ tab, now, says }: { tab: Tab; now: Tab; says: string }) {
  return (
    <Link href={addressOfList(tab, [])} aria-current={tab === now ? 'page' : undefined}>
      {says}
    </Link>
  );
}

function Lines({ attention, children }: { attention: Attention; children: React.ReactNode }) {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = attention;
  if (data === undefined) return error === null ? <RowsSkeleton /> : <LoadFailed query={attention} />;
  return (
    <>
      {children}
      {hasNextPage && (
        <Button
          className={styles.more}
          size="md"
          variant="default"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          Load more
        </Button>
      )}
    </>
  );
}

function NothingToDo({ tab, narrowed }: { tab: Tab; narrowed: boolean }) {
  if (narrowed) {
    return (
      <EmptyState title="Nothing of this kind">
        <Link href={addressOfList(tab, [])}>Show everything</Link>
      </EmptyState>
    );
  }
  return tab === 'ahead' ? (
    <EmptyState title="Nobody needs you right now">
      <p>What comes up appears here by itself.</p>
    </EmptyState>
  ) : (
    <EmptyState title="Nothing is left from past visits">
      <p>What was still open stays here until a week after the visit.</p>
    </EmptyState>
  );
}
