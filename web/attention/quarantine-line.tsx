/** Something stored that could not be worked on and was set aside: it opens only where it is a booking. */
import { Link } from 'wouter';
import type { AttentionRow } from '../parts/attention-row.ts';
import { Icon } from '../parts/icons.tsx';
import { KindBadge } from '../parts/kind-badge.tsx';
import { TimeText } from '../parts/time-text.tsx';
import { HintsText } from './hints-text.tsx';
import styles from './line.module.css';
import { NewMark } from './new-mark.tsx';

interface QuarantineLineProps {
  row: Extract<AttentionRow, { row: 'quarantined' }>;
  isNew: boolean;
}

export function QuarantineLine({ row, isNew }: QuarantineLineProps) {
  const words = (
    <>
      <span className={styles.when}>
        <TimeText at={row.since} form="time" />
      </span>
      <span className={styles.who}>
        <span className={styles.name}>{row.ref === undefined ? 'An entry' : 'A booking'} was set aside</span>{' '}
        {isNew && <NewMark />}
      </span>
      <span className={styles.kinds}>
        {row.kinds.map((kind) => (
          <KindBadge key={kind} kind={kind} />
        ))}
      </span>
      <span className={styles.why}>
        {row.why} <HintsText row={row} />
      </span>
    </>
  );
  if (row.ref === undefined) return <div className={styles.line}>{words}</div>;
  return (
    <Link href={`/bookings/${row.ref}`} className={styles.line}>
      {words}
      <span className={styles.open}>
        <Icon name="next" />
      </span>
    </Link>
  );
}
