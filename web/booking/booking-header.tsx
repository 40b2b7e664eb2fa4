/** Who, what, when, and how it stands: all that somebody in a corridor needs at the first glance. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { BookingPage } from '../../shared/api/manager/booking-page.ts';
import { statusWords } from '../../shared/api/manager/standing-words.ts';
import { Icon } from '../parts/icons.tsx';
import { KindBadge } from '../parts/kind-badge.tsx';
import { TimeText } from '../parts/time-text.tsx';
import classes from './booking-header.module.css';
import { Conditions } from './conditions.tsx';
import { headlineOf } from './outcome-words.ts';
import { useMomentWords } from './use-moment-words.ts';

/** The outcome says these already. */
const saidByOutcome = new Set(['blocked', 'review', 'incomplete']);

/** Where the focus goes when what had it is no longer there. */
export const headingId = 'booking-heading';

export function BookingHeader({ page, children }: { page: BookingPage; children: ReactNode }): ReactNode {
  const { booking } = page;
  const sayMoment = useMomentWords();
  const headline = headlineOf(booking, sayMoment);
  // The headline says how any other ended.
  const isOpen = booking.status === 'accepted' || booking.status === 'pending';
  const attention = booking.attention.filter((kind) => !saidByOutcome.has(kind));
  return (
    <header className={classes.header}>
      <Link href="/" className={classes.back}>
        <Icon name="back" /> Needs a person
      </Link>
      <h1 id={headingId} tabIndex={-1} className={classes.name}>
        <bdi>{booking.client.name}</bdi>
      </h1>
      <p className={classes.visit}>
        <strong>{page.service}</strong>
        <span>
          <TimeText at={booking.startAt} form="day-and-time" /> to <TimeText at={booking.endAt} form="time" />
        </span>
        {booking.people > 1 && <span>{booking.people} people</span>}
        {isOpen && <span>{statusWords[booking.status]}</span>}
      </p>
      <div className={classes.outcome} data-tone={headline.tone}>
        <p className={classes.headline}>{headline.says}</p>
        {headline.more !== undefined && <p>{headline.more}</p>}
        <Conditions decision={booking.decision} />
      </div>
      {attention.length > 0 && (
        <ul className={classes.attention} aria-label="Why a person should look">
          {attention.map((kind) => (
            <li key={kind}>
              <KindBadge kind={kind} />
            </li>
          ))}
        </ul>
      )}
      {children}
    </header>
  );
}
