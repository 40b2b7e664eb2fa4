/** One booking that was found: whose, what, when, and how it stands. */
import { Link } from 'wouter';
import type { SearchFound } from '../../shared/api/manager/clinic-view.ts';
import { StandingBadge } from '../parts/outcome-badge.tsx';
import { TimeText } from '../parts/time-text.tsx';
import styles from './search.module.css';

export function FoundLine({ booking }: { booking: SearchFound['found'][number] }) {
  const { ref, name, service, status, outcome, startAt, phone } = booking;
  return (
    <Link href={`/bookings/${ref}`} className={styles.line}>
      <span className={styles.who}>
        <bdi className={styles.name}>{name}</bdi>
        <span className={styles.soft}>
          <bdi>{service}</bdi>
          {phone !== undefined && `, phone ends in ${phone}`}
        </span>
      </span>
      <span className={styles.when}>
        <TimeText at={startAt} form="day-and-time" />
      </span>
      <span className={styles.stands}>
        <StandingBadge status={status} outcome={outcome} />
      </span>
    </Link>
  );
}
