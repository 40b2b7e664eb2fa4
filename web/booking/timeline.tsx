/** What happened, newest first: each with a sign of its kind, who did it and why. */
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { TimelineEntry } from '../../shared/api/manager/booking-page.ts';
import { sayStatus } from '../../shared/api/manager/step-words.ts';
import { TimeText } from '../parts/time-text.tsx';
import classes from './timeline.module.css';

/** As many as are looked at; the rest on demand. */
const shownAtFirst = 12;

const kinds: Readonly<Record<TimelineEntry['kind'], { label: string; path: string }>> = {
  delivery: { label: 'Booking platform', path: 'M4 7h16v12H4zM4 7l8 7 8-7' },
  decision: { label: 'Decision', path: 'M5 12.5l4.5 4.5L19 7.5' },
  text: { label: 'Text', path: 'M4 5h16v11H10l-5 4v-4H4z' },
  reply: { label: 'From the client', path: 'M10 6L4 12l6 6M4 12h10c4 0 6 2 6 6' },
  act: {
    label: 'Staff',
    path: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
  },
  system: { label: 'System', path: 'M12 4v4M12 16v4M4 12h4M16 12h4M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z' },
};

export function Timeline({ entries }: { entries: readonly TimelineEntry[] }): ReactNode {
  const [all, setAll] = useState(false);
  const newestFirst = entries.map((entry, index) => ({ entry, key: index })).reverse();
  const shown = all ? newestFirst : newestFirst.slice(0, shownAtFirst);
  if (entries.length === 0) return <p className={classes.soft}>Nothing yet.</p>;
  return (
    <>
      <ol className={classes.timeline}>
        {shown.map(({ entry, key }) => (
          <Entry key={key} entry={entry} />
        ))}
      </ol>
      {shown.length < entries.length && (
        <Button variant="default" size="md" onClick={() => setAll(true)}>
          Show all {entries.length}
        </Button>
      )}
    </>
  );
}

function Entry({ entry }: { entry: TimelineEntry }): ReactNode {
  const { at, kind, says, by, why, status } = entry;
  const { label, path } = kinds[kind];
  return (
    <li className={classes.entry} data-kind={kind}>
      <svg className={classes.sign} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d={path} />
      </svg>
      <p className={classes.soft}>
        {label}
        {by !== undefined && <>: {by}</>} · <TimeText at={at} form="day-and-time" />
      </p>
      <p className={classes.says}>
        {says}
        {status !== undefined && <span className={classes.status}>{sayStatus(status)}</span>}
      </p>
      {why !== undefined && <q className={classes.soft}>{why}</q>}
    </li>
  );
}
