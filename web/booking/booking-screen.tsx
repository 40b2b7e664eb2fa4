/** One booking: how it stands and why, what may be done, what comes and what happened. */
import './mantine.ts';
import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { BookingPage } from '../../shared/api/manager/booking-page.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { FreshnessLine } from '../parts/freshness-line.tsx';
import { LoadFailed } from '../parts/load-failed.tsx';
import { useTitle } from '../parts/use-title.ts';
import { ActDialog, type OpenAct } from './act/act-dialog.tsx';
import { ActBar } from './act-bar.tsx';
import { AgendaPicture } from './agenda-picture.tsx';
import { AnswerList } from './answer-list.tsx';
import { BookingHeader, headingId } from './booking-header.tsx';
import classes from './booking-screen.module.css';
import { FindingList } from './finding-list.tsx';
import { Proposal } from './proposal.tsx';
import { TextState } from './text-state.tsx';
import { Timeline } from './timeline.tsx';
import { isGone, useBooking } from './use-booking.ts';
import { useNews } from './use-news.ts';

export function BookingScreen({ reference }: { reference: string }): ReactNode {
  const query = useBooking(reference);
  const { data: page, error } = query;
  const [erased, setErased] = useState<string>();
  useTitle('Booking');
  if (erased !== undefined) return <Gone title="The client is being erased" says={erased} />;
  // Also while it is shown: somebody else may erase the client.
  if (isGone(error)) {
    return <Gone title="There is no such booking" says="It may have been erased, or the link is wrong." />;
  }
  if (page !== undefined) {
    return <Booking page={page} reference={reference} query={query} onErased={setErased} />;
  }
  return error === null ? <Loading /> : <LoadFailed query={query} title="The booking could not be loaded" />;
}

interface BookingProps {
  page: BookingPage;
  reference: string;
  query: UseQueryResult<BookingPage>;
  onErased: (says: string) => void;
}

function Booking({ page, reference, query, onErased }: BookingProps): ReactNode {
  const { says, tell } = useNews(page);
  const { open, begin, end } = useOpenAct();
  return (
    <>
      <BookingHeader page={page}>
        <ActBar page={page} onAct={(act) => begin({ act })} />
      </BookingHeader>
      <FreshnessLine query={query} />
      <Proposal page={page} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <Section title="What was found">
            <FindingList page={page} />
          </Section>
          <Section title="Answers">
            <AnswerList page={page} />
          </Section>
          <Section title="Texts to this client">
            <TextState page={page} onAct={begin} />
          </Section>
        </div>
        <div className={classes.column}>
          <Section title="What comes">
            <AgendaPicture page={page} />
          </Section>
          <Section title="What happened">
            <Timeline entries={page.timeline} />
          </Section>
        </div>
      </div>
      <div className={classes.news} role="status">
        {says !== undefined && <p>{says}</p>}
      </div>
      {open !== undefined && (
        <ActDialog
          open={open}
          page={page}
          reference={reference}
          onClose={() => end(open)}
          onDone={tell}
          onErased={onErased}
        />
      )}
    </>
  );
}

interface ActOpening {
  open: OpenAct | undefined;
  begin: (open: OpenAct) => void;
  /** Only this one: another may be open by the time that its act is done. */
  end: (done: OpenAct) => void;
}

/** Which dialog is open. When it closes, the focus goes back to what opened it, or to the heading where that is gone. */
function useOpenAct(): ActOpening {
  const [open, setOpen] = useState<OpenAct>();
  const opener = useRef<Element | null>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (open === undefined && wasOpen.current) focusAgain(opener.current);
    wasOpen.current = open !== undefined;
  }, [open]);
  return {
    open,
    begin: (next) => {
      opener.current = document.activeElement;
      setOpen(next);
    },
    end: (done) => setOpen((now) => (now === done ? undefined : now)),
  };
}

function focusAgain(opener: Element | null): void {
  const place = opener?.isConnected === true ? opener : document.getElementById(headingId);
  if (place instanceof HTMLElement) place.focus();
}

function Section({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section className={classes.section}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Gone({ title, says }: { title: string; says: string }): ReactNode {
  return (
    <EmptyState title={title}>
      <p>{says}</p>
      <Link href="/">To what needs a person</Link>
    </EmptyState>
  );
}

function Loading(): ReactNode {
  return (
    <div className={classes.loading} role="status" aria-label="Loading the booking">
      <Skeleton height={36} width="60%" />
      <Skeleton height={90} />
      <Skeleton height={44} width="40%" />
      <Skeleton height={260} />
    </div>
  );
}
