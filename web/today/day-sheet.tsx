/** The visits of one day as a table: it prints as it reads. */
import { Link } from 'wouter';
import type { DayView } from '../../shared/api/manager/clinic-view.ts';
import { StandingBadge } from '../parts/outcome-badge.tsx';
import { TimeText } from '../parts/time-text.tsx';
import styles from './today.module.css';

type Visit = DayView['visits'][number];

export function DaySheet({ day }: { day: DayView }) {
  return (
    <>
      {day.visits.length > 0 && (
        <table className={styles.sheet}>
          <caption className="read-only">Visits, and what the technician must know of each</caption>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">Stands</th>
              <th scope="col">For the technician</th>
            </tr>
          </thead>
          <tbody>
            {day.visits.map((visit) => (
              <VisitRow key={visit.ref} visit={visit} />
            ))}
          </tbody>
        </table>
      )}
      {day.general.map(({ service, says }) => (
        <p key={`${service} ${says}`} className={styles.more}>
          Every visit for <bdi>{service}</bdi>: {says}
        </p>
      ))}
      {day.unreadable.length > 0 && <Unreadable visits={day.unreadable} />}
      {day.more && <p className={styles.more}>There are more visits on this day than one sheet holds.</p>}
    </>
  );
}

/** On paper too: somebody comes whom the sheet does not name. */
function Unreadable({ visits }: { visits: DayView['unreadable'] }) {
  return (
    <section className={styles.unreadable} role="note">
      <h2>{visits.length === 1 ? 'A visit that could not be read' : 'Visits that could not be read'}</h2>
      <p>Who comes, and what the technician must know, stands with the platform that it was booked on.</p>
      <ul>
        {visits.map(({ ref, startAt }) => (
          <li key={ref}>
            <TimeText at={startAt} form="time" />
            <span className={styles.soft}>reference {ref}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function VisitRow({ visit }: { visit: Visit }) {
  const { ref, startAt, endAt, name, service, status, outcome, advisories, why, approved } = visit;
  return (
    <tr>
      <td className={styles.when}>
        <TimeText at={startAt} form="time" />
        <span className={styles.until}>
          to <TimeText at={endAt} form="time" />
        </span>
      </td>
      <th scope="row" className={styles.who}>
        <Link href={`/bookings/${ref}`}>
          <bdi>{name}</bdi>
        </Link>
        <bdi className={styles.soft}>{service}</bdi>
      </th>
      <td className={styles.stands}>
        <span className={styles.badge}>
          <StandingBadge status={status} outcome={outcome} />
        </span>
        {why !== undefined && <p className={styles.soft}>{why}</p>}
      </td>
      <td className={styles.know}>
        {advisories.length === 0 && approved.length === 0 && (
          <span className={styles.soft}>Nothing noted</span>
        )}
        <ul>
          {advisories.map((advisory) => (
            <li key={advisory} className={styles.advisory}>
              {advisory}
            </li>
          ))}
          {approved.map(({ finding, by, why: reason }) => (
            <li key={finding}>
              {finding}
              <span className={styles.soft}>
                {' '}
                Approved by {by}: {reason}
              </span>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}
