/** A day's visits with what the technician must know: to be read at the desk, or printed for the wall. No phone number is on it. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { serverNow } from '../api/server-clock.ts';
import { answerKey, useApi } from '../api/use-api.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { FreshnessLine } from '../parts/freshness-line.tsx';
import { Icon } from '../parts/icons.tsx';
import { LoadFailed } from '../parts/load-failed.tsx';
import { RowsSkeleton } from '../parts/rows-skeleton.tsx';
import { addDays, dateOf, dateWords, dayWords, fullDateWords } from '../parts/time-words.ts';
import { useTitle } from '../parts/use-title.ts';
import { DaySheet } from './day-sheet.tsx';
import styles from './today.module.css';

const route = 'GET /v1/manager/clinics/{clinicId}/day';

/** Whoever has it open at the desk sees a change while the client still hangs up the coat. */
const againMs = 30_000;

/** `day`: a local date; absent: the clinic's today. */
export function TodayScreen({ day }: { day?: string | undefined }) {
  const { call, me } = useApi();
  const today = dateOf(serverNow(), me.clinic.zone);
  const date = day ?? today;
  const params = { clinicId: me.clinic.id };
  const visits = useQuery({
    queryKey: answerKey(route, { params, query: { day: date } }),
    queryFn: ({ signal }) => call(route, { params, query: { day: date }, signal }),
    refetchInterval: againMs,
  });
  const { data, error } = visits;
  const isEmpty = data?.visits.length === 0 && data.unreadable.length === 0;
  const isNear = dayWords(date, today) !== dateWords(date, today);
  const says = isNear ? `${dayWords(date, today)}'s visits` : `Visits of ${dateWords(date, today)}`;
  useTitle(says);
  return (
    <>
      <header className={styles.head}>
        <div>
          <h1>{says}</h1>
          {isNear && <p className={styles.date}>{dateWords(date, today)}</p>}
          <p className={styles.printed}>
            {me.clinic.brand}, {fullDateWords(date)}
          </p>
        </div>
        <nav className={styles.days} aria-label="Another day">
          <DayLink date={addDays(date, -1)} today={today} says="Day before" icon="back" />
          <DayLink date={addDays(date, 1)} today={today} says="Day after" icon="next" />
          <Button
            size="md"
            variant="default"
            leftSection={<Icon name="print" />}
            onClick={() => window.print()}
          >
            Print
          </Button>
        </nav>
      </header>
      <FreshnessLine query={visits} />
      {data === undefined && (error === null ? <RowsSkeleton /> : <LoadFailed query={visits} />)}
      {data !== undefined && <DaySheet day={data} />}
      {isEmpty && <EmptyState title="No visits on this day" />}
    </>
  );
}

interface DayLinkProps {
  date: string;
  today: string;
  says: string;
  icon: 'back' | 'next';
}

function DayLink({ date, today, says, icon }: DayLinkProps) {
  return (
    <Link
      href={date === today ? '/day' : `/day/${date}`}
      className={styles.step}
      aria-label={`${says}: ${dayWords(date, today)}`}
    >
      <Icon name={icon} />
    </Link>
  );
}
