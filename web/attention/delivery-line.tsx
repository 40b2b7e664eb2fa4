/** A delivery that could not be read: which platform, when, and the fields to put right there. */
import type { AttentionRow } from '../parts/attention-row.ts';
import { KindBadge } from '../parts/kind-badge.tsx';
import { TimeText } from '../parts/time-text.tsx';
import { HintsText } from './hints-text.tsx';
import styles from './line.module.css';
import { NewMark } from './new-mark.tsx';

interface DeliveryLineProps {
  row: Extract<AttentionRow, { row: 'delivery' }>;
  isNew: boolean;
}

export function DeliveryLine({ row, isNew }: DeliveryLineProps) {
  return (
    <details className={styles.details}>
      <summary className={styles.line}>
        <span className={styles.when}>
          <TimeText at={row.receivedAt} form="time" />
        </span>
        <span className={styles.who}>
          <span className={styles.name}>A booking that could not be read</span> {isNew && <NewMark />}{' '}
          <span className={styles.service}>from {row.platform}</span>
        </span>
        <span className={styles.kinds}>
          {row.kinds.map((kind) => (
            <KindBadge key={kind} kind={kind} />
          ))}
        </span>
        <span className={styles.why}>
          {row.why} <HintsText row={row} />
        </span>
      </summary>
      <dl className={styles.fields}>
        {row.fields.map(({ path, expected }) => (
          <div key={path}>
            <dt>{path}</dt>
            <dd>{expected}</dd>
          </div>
        ))}
        {row.fields.length === 0 && <dd>No single field is to blame.</dd>}
      </dl>
    </details>
  );
}
