/** Where lines will stand once they are loaded. */
import { Skeleton } from '@mantine/core';
import styles from './rows-skeleton.module.css';

/** As many as a phone shows at first. */
const rows = ['a', 'b', 'c', 'd', 'e', 'f'];

export function RowsSkeleton() {
  return (
    <div className={styles.rows} role="status" aria-label="Loading">
      {rows.map((row) => (
        <Skeleton key={row} className={styles.row} radius="md" />
      ))}
    </div>
  );
}
