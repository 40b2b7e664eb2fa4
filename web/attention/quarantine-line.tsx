/** Something stored that could not be worked on and was set aside: it opens only where it is a booking. */
import { Link } from 'wouter';
import type { AttentionRow } from '../../shared/api/manager/attention-view.ts';
import { Icon } from '../parts/icons.tsx';
import styles from './line.module.css';
import { LineWords } from './line-words.tsx';

interface QuarantineLineProps {
  row: Extract<AttentionRow, { row: 'quarantined' }>;
  isNew: boolean;
}

export function QuarantineLine({ row, isNew }: QuarantineLineProps) {
  if (row.ref === undefined) {
    return (
      <div className={styles.line}>
        <LineWords row={row} isNew={isNew} who="An entry was set aside" />
      </div>
    );
  }
  return (
    <Link href={`/bookings/${row.ref}`} className={styles.line}>
      <LineWords row={row} isNew={isNew} who="A booking was set aside" />
      <span className={styles.open}>
        <Icon name="next" />
      </span>
    </Link>
  );
}
