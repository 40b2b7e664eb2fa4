/** Which screen stands at which address. The opening one comes with the first load, the others when they are gone to. */
import { Loader } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Link, Route, Switch } from 'wouter';
import { AttentionScreen } from '../attention/attention-screen.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { isDate } from '../parts/time-words.ts';
import { useTitle } from '../parts/use-title.ts';

const BookingScreen = lazy(async () => ({
  default: (await import('../booking/booking-screen.tsx')).BookingScreen,
}));
const NewBookingScreen = lazy(async () => ({
  default: (await import('../new-booking/new-booking-screen.tsx')).NewBookingScreen,
}));
const SearchScreen = lazy(async () => ({
  default: (await import('../search/search-screen.tsx')).SearchScreen,
}));
const TodayScreen = lazy(async () => ({ default: (await import('../today/today-screen.tsx')).TodayScreen }));

export function Screens() {
  return (
    <Suspense fallback={<Loader type="dots" aria-label="Loading" />}>
      <Switch>
        <Route path="/">
          <AttentionScreen tab="ahead" />
        </Route>
        <Route path="/ahead/:only?">{({ only }) => <AttentionScreen tab="ahead" only={only} />}</Route>
        <Route path="/past/:only?">{({ only }) => <AttentionScreen tab="past" only={only} />}</Route>
        <Route path="/bookings/:reference">
          {({ reference }) => <BookingScreen key={reference} reference={reference} />}
        </Route>
        <Route path="/new-booking">
          <NewBookingScreen />
        </Route>
        <Route path="/search">
          <SearchScreen />
        </Route>
        <Route path="/day/:day?">
          {({ day }) => (day === undefined || isDate(day) ? <TodayScreen day={day} /> : <Nowhere />)}
        </Route>
        <Route>
          <Nowhere />
        </Route>
      </Switch>
    </Suspense>
  );
}

function Nowhere() {
  useTitle('Nothing here');
  return (
    <EmptyState title="There is nothing at this address">
      <Link href="/">To what needs a person</Link>
    </EmptyState>
  );
}
