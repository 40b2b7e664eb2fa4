/** Where one can go: at the foot of a phone within the thumb's reach, at the side of anything wider. What comes later (policies, settings, numbers) has its place after these; on a phone, in the dialog behind the person's sign. */
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { isAtLeast } from '../../shared/api/manager/role.ts';
import { useApi } from '../api/use-api.ts';
import { Icon, type IconName } from '../parts/icons.tsx';
import type { SignedIn } from '../sign-in/use-sign-in.ts';
import styles from './navigation.module.css';
import { YouDialog } from './you-dialog.tsx';

interface Place {
  href: string;
  says: string;
  /** On a phone. */
  short: string;
  icon: IconName;
  /** Further addresses of the same place. */
  also?: RegExp;
}

const places: readonly Place[] = [
  { href: '/', says: 'Needs a person', short: 'Needs you', icon: 'inbox', also: /^\/(ahead|past|bookings)/ },
  { href: '/day', says: "Today's visits", short: 'Today', icon: 'day', also: /^\/day/ },
  { href: '/search', says: 'Find a booking', short: 'Find', icon: 'search' },
];
const addPlace: Place = { href: '/new-booking', says: 'New booking', short: 'Add', icon: 'add' };

export function Navigation({ here }: { here: SignedIn }) {
  const { me } = useApi();
  const [location] = useLocation();
  const [you, setYou] = useState(false);
  const shown = isAtLeast(me.you.role, 'manager') ? [...places, addPlace] : places;
  return (
    <>
      <header className={styles.head}>
        <p className={styles.brand}>{me.clinic.brand}</p>
        <nav className={styles.nav} aria-label="Main">
          <ul>
            {shown.map((place) => (
              <li key={place.href}>
                <Link
                  href={place.href}
                  className={styles.place}
                  aria-current={isAt(place, location) ? 'page' : undefined}
                >
                  <Icon name={place.icon} />
                  <span className={styles.long}>{place.says}</span>
                  <span className={styles.short}>{place.short}</span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <button type="button" className={styles.you} aria-haspopup="dialog" onClick={() => setYou(true)}>
          <Icon name="person" />
          <span className={styles.name}>{me.you.name}</span>
          <span className="read-only">You and the clinic</span>
        </button>
      </header>
      {you && <YouDialog here={here} onClose={() => setYou(false)} />}
    </>
  );
}

function isAt({ href, also }: Place, location: string): boolean {
  return location === href || also?.test(location) === true;
}
