/** Finds a booking by the first letters of a first or last name, or the last four digits of a phone. */
import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useState } from 'react';
import { typedCharsMax } from '../../shared/api/manager/search-limits.ts';
import { answerKey, useApi } from '../api/use-api.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Icon } from '../parts/icons.tsx';
import { LoadFailed } from '../parts/load-failed.tsx';
import { useTitle } from '../parts/use-title.ts';
import { FoundLine } from './found-line.tsx';
import styles from './search.module.css';
import { readSearchText, type SearchText } from './search-text.ts';

/** Typing faster than this asks once. */
const pauseMs = 250;

const route = 'POST /v1/manager/clinics/{clinicId}/find-bookings';

/** Kept while the site is open, so that going back from a booking finds the results again. */
let lastTyped = '';

export function SearchScreen() {
  const [typed, setTyped] = useState(lastTyped);
  const text = readSearchText(useSettled(typed));
  useTitle('Find a booking');
  return (
    <>
      <h1 className={styles.title}>Find a booking</h1>
      <search>
        <TextInput
          aria-label="First three letters of a first or last name, or last four digits of a phone"
          placeholder="Name, or last four digits"
          size="lg"
          type="search"
          autoComplete="off"
          spellCheck={false}
          maxLength={typedCharsMax}
          leftSection={<Icon name="search" />}
          value={typed}
          onChange={({ currentTarget }) => {
            lastTyped = currentTarget.value;
            setTyped(currentTarget.value);
          }}
          autoFocus
        />
      </search>
      <Results text={text} />
    </>
  );
}

/** The value once it has rested. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return useDeferredValue(settled);
}

function Results({ text }: { text: SearchText }) {
  const { call, me } = useApi();
  const params = { clinicId: me.clinic.id };
  const body = text.is === 'too-short' ? {} : text.query;
  const search = useQuery({
    queryKey: [...answerKey(route, { params }), body],
    queryFn: ({ signal }) => call(route, { params, body, signal }),
    enabled: text.is !== 'too-short',
    // Nothing found for fewer letters says nothing of more.
    placeholderData: (before) => (before?.found.length === 0 ? undefined : before),
  });
  const { data, error, isPlaceholderData } = search;
  if (text.is === 'too-short') return <p className={styles.says}>{text.says}</p>;
  if (data === undefined) {
    return error === null ? <p className={styles.says}>Looking…</p> : <LoadFailed query={search} />;
  }
  const { found, more } = data;
  return (
    <>
      <p className={styles.says} role="status">
        {wordsOfFound(found.length, more)}
      </p>
      {found.length === 0 ? (
        <EmptyState title="No booking found">
          <p>{text.is === 'name' ? text.finds : 'No client of this clinic has a number that ends so.'}</p>
        </EmptyState>
      ) : (
        <ul className={styles.rows} data-fading={isPlaceholderData}>
          {found.map((booking) => (
            <li key={booking.ref}>
              <FoundLine booking={booking} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function wordsOfFound(count: number, more: boolean): string {
  if (count === 0) return '';
  if (more) return `The first ${count}: type more to narrow them down.`;
  return count === 1 ? '1 booking' : `${count} bookings`;
}
