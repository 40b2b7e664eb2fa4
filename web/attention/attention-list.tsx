/** The lines, under the clinic's days. */
import { use, useId, useRef } from 'react';
import type { AttentionRow } from '../../shared/api/manager/attention-view.ts';
import { serverNow } from '../api/server-clock.ts';
import { ZoneContext } from '../parts/time-text.tsx';
import { dateOf, dateWords, dayWords } from '../parts/time-words.ts';
import styles from './attention.module.css';
import { BookingLine } from './booking-line.tsx';
import { DeliveryLine } from './delivery-line.tsx';
import { QuarantineLine } from './quarantine-line.tsx';
import { type DayOfRows, groupByDay, keyOfRow } from './rows.ts';
import { rowAttribute, useKeptPlace } from './use-kept-place.ts';

interface AttentionListProps {
  rows: readonly AttentionRow[];
  isNew: (row: AttentionRow) => boolean;
  /** They are of the filter before, until the new ones are there. */
  fading: boolean;
}

export function AttentionList({ rows, isNew, fading }: AttentionListProps) {
  const zone = use(ZoneContext);
  const list = useRef<HTMLDivElement>(null);
  useKeptPlace(list, rows);
  return (
    <div ref={list} className={styles.list} data-fading={fading}>
      {groupByDay(rows, zone).map((day) => (
        <Day key={day.date} day={day} today={dateOf(serverNow(), zone)} isNew={isNew} />
      ))}
    </div>
  );
}

interface DayProps {
  day: DayOfRows;
  today: string;
  isNew: (row: AttentionRow) => boolean;
}

function Day({ day: { date, rows }, today, isNew }: DayProps) {
  const headingId = useId();
  const near = dayWords(date, today);
  const full = dateWords(date, today);
  return (
    <section aria-labelledby={headingId}>
      <h2 id={headingId} className={styles.day}>
        {near}
        {near !== full && <span className={styles.date}>{full}</span>}
      </h2>
      <ul className={styles.rows}>
        {rows.map((row) => (
          <li key={keyOfRow(row)} {...{ [rowAttribute]: keyOfRow(row) }} className={styles.row}>
            <Line row={row} isNew={isNew(row)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ row, isNew }: { row: AttentionRow; isNew: boolean }) {
  switch (row.row) {
    case 'booking':
      return <BookingLine row={row} isNew={isNew} />;
    case 'delivery':
      return <DeliveryLine row={row} isNew={isNew} />;
    case 'quarantined':
      return <QuarantineLine row={row} isNew={isNew} />;
  }
}
