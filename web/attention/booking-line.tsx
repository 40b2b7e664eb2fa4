/** One booking in a line: when, who and what, why, from when it would be fine, and what can be done. The whole of it opens the booking. */
import { Link } from 'wouter';
import type { AttentionRow } from '../../shared/api/manager/attention-view.ts';
import { Icon } from '../parts/icons.tsx';
import { TimeText } from '../parts/time-text.tsx';
import styles from './line.module.css';
import { LineWords } from './line-words.tsx';

interface BookingLineProps {
  row: Extract<AttentionRow, { row: 'booking' }>;
  isNew: boolean;
}

export function BookingLine({ row, isNew }: BookingLineProps) {
  return (
    <Link href={`/bookings/${row.ref}`} className={styles.line}>
      <LineWords row={row} isNew={isNew} who={row.name} service={row.service}>
        {row.eligibleFrom !== undefined && (
          <span className={styles.soft}>
            Fine from <TimeText at={row.eligibleFrom} form="in-sentence" />.{' '}
          </span>
        )}
      </LineWords>
      <span className={styles.open}>
        <Icon name="next" />
      </span>
    </Link>
  );
}
