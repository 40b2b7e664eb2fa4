/** As of when the screen is, and whether it can still be asked for: always in its place, so that nothing moves when the network goes. */
import { use } from 'react';
import { ProblemError } from '../api/problem-error.ts';
import { serverTimeAt } from '../api/server-clock.ts';
import { useIsWaiting } from '../api/waiting.ts';
import styles from './freshness-line.module.css';
import { TimeText, ZoneContext } from './time-text.tsx';
import { otherZoneWords } from './time-words.ts';

interface FreshnessLineProps {
  query: {
    /** Of the answer that is shown; 0 while there is none. */
    dataUpdatedAt: number;
    error: Error | null;
    /** Of the last try, while it is tried again. */
    failureReason: Error | null;
  };
}

export function FreshnessLine({ query }: FreshnessLineProps) {
  const { dataUpdatedAt, error, failureReason } = query;
  const trouble = dataUpdatedAt === 0 ? null : (failureReason ?? error);
  const isWaiting = useIsWaiting();
  const at = new Date(serverTimeAt(dataUpdatedAt)).toISOString();
  const zone = use(ZoneContext);
  return (
    <p className={styles.line} data-stale={trouble !== null}>
      <span role="alert">
        {isWaiting && 'Too much was asked at once: it goes on in a moment. '}
        {!isWaiting && trouble !== null && `${sayTrouble(trouble)} `}
      </span>
      {dataUpdatedAt > 0 && (
        <>
          As of <TimeText at={at} form="time" /> {otherZoneWords(at, zone)}
        </>
      )}
    </p>
  );
}

function sayTrouble(error: Error): string {
  if (!(error instanceof ProblemError)) return 'No connection. Trying again.';
  const { status, title, detail } = error.problem;
  return status >= 500 ? 'The server does not keep up. Trying again.' : `${detail ?? title}.`;
}
