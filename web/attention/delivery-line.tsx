/** A delivery that could not be read: which platform, when, and the fields to put right there. */
import type { AttentionRow } from '../../shared/api/manager/attention-view.ts';
import { sayPlatform } from '../../shared/api/manager/platform-words.ts';
import styles from './line.module.css';
import { LineWords } from './line-words.tsx';

interface DeliveryLineProps {
  row: Extract<AttentionRow, { row: 'delivery' }>;
  isNew: boolean;
}

export function DeliveryLine({ row, isNew }: DeliveryLineProps) {
  return (
    <details className={styles.details}>
      <summary className={styles.line}>
        <LineWords
          row={row}
          isNew={isNew}
          who="A booking that could not be read"
          service={`from ${sayPlatform(row.platform)}`}
        />
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
