/** As of when a list is, and whether it can still be asked for: always in its place, so that nothing moves when the network goes. */
import styles from './freshness-line.module.css';
import { TimeText } from './time-text.tsx';

interface FreshnessLineProps {
  query: { isError: boolean; failureCount: number };
  /** Of the answer that is shown; absent while there is none. */
  at: string | undefined;
}

export function FreshnessLine({ query, at }: FreshnessLineProps) {
  const isStale = at !== undefined && (query.isError || query.failureCount > 0);
  return (
    <p className={styles.line} data-stale={isStale}>
      <span role="alert">{isStale && 'No connection. Trying again. '}</span>
      {at !== undefined && (
        <>
          As of <TimeText at={at} form="time" />
        </>
      )}
    </p>
  );
}
