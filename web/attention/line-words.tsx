/** What every line of the list says, each in its place: when, who, the kinds, why, and what can be done. */
import type { ReactNode } from 'react';
import type { AttentionRow } from '../../shared/api/manager/attention-view.ts';
import { serverNow } from '../api/server-clock.ts';
import { useApi } from '../api/use-api.ts';
import { KindBadge } from '../parts/kind-badge.tsx';
import { TimeText } from '../parts/time-text.tsx';
import { hintsOf } from './hints.ts';
import styles from './line.module.css';
import { timeOfRow } from './rows.ts';

interface LineWordsProps {
  row: AttentionRow;
  /** It has come, or changed, while somebody was looking. */
  isNew: boolean;
  who: string;
  /** Quieter, after it. */
  service?: string;
  /** After the reason. */
  children?: ReactNode;
}

export function LineWords({ row, isNew, who, service, children }: LineWordsProps) {
  const { you } = useApi().me;
  const hints = hintsOf(row, you.role, serverNow());
  return (
    <>
      <span className={styles.when}>
        <TimeText at={timeOfRow(row)} form="time" />
      </span>
      <span className={styles.who}>
        <bdi className={styles.name}>{who}</bdi> {isNew && <span className={styles.new}>new</span>}{' '}
        {service !== undefined && <bdi className={styles.service}>{service}</bdi>}
      </span>
      <span className={styles.kinds}>
        {row.kinds.map((kind) => (
          <KindBadge key={kind} kind={kind} />
        ))}
      </span>
      <span className={styles.why}>
        {row.why} {children}
        {hints.length > 0 && <span className={styles.hints}>{hints.join(' · ')}</span>}
      </span>
    </>
  );
}
