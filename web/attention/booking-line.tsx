/** One booking in a line: when, who and what, why, from when it would be fine, and what can be done. The whole of it opens the booking. */
import { Link } from 'wouter';
import type { AttentionRow } from '../parts/attention-row.ts';
import { Icon } from '../parts/icons.tsx';
import { KindBadge } from '../parts/kind-badge.tsx';
import { TimeText } from '../parts/time-text.tsx';
import { HintsText } from './hints-text.tsx';
import styles from './line.module.css';
import { NewMark } from './new-mark.tsx';

interface BookingLineProps {
  row: Extract<AttentionRow, { row: 'booking' }>;
  isNew: boolean;
}

export function BookingLine({ row, isNew }: BookingLineProps) {
  return (
    <Link href={`/bookings/${row.ref}`} className={styles.line}>
      <span className={styles.when}>
        <TimeText at={row.startAt} form="time" />
      </span>
      <span className={styles.who}>
        <bdi className={styles.name}>{row.name}</bdi> {isNew && <NewMark />}{' '}
        <bdi className={styles.service}>{row.service}</bdi>
      </span>
      <span className={styles.kinds}>
        {row.kinds.map((kind) => (
          <KindBadge key={kind} kind={kind} />
        ))}
      </span>
      <span className={styles.why}>
        {row.why}{' '}
        {row.eligibleFrom !== undefined && (
          <span className={styles.soft}>
            Fine from <TimeText at={row.eligibleFrom} form="in-sentence" />.{' '}
          </span>
        )}
        <HintsText row={row} />
      </span>
      <span className={styles.open}>
        <Icon name="next" />
      </span>
    </Link>
  );
}
