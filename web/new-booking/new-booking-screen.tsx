/** A booking made at the desk or by telephone: written down here, and gated and texted like any other. */
import '../booking/mantine.ts';
import { Alert, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { ProblemError, UnreachableError } from '../api/problem-error.ts';
import { useApi } from '../api/use-api.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { focusFirstInvalid } from '../parts/focus-first-invalid.ts';
import { BookingFields } from './booking-fields.tsx';
import { checkDraft, type Draft, type DraftErrors, placeErrors, readDraft } from './draft.ts';
import classes from './new-booking-screen.module.css';

const emptyDraft: Draft = {
  treatment: '',
  day: '',
  time: '',
  lastsMinutes: '60',
  name: '',
  phone: '',
  email: '',
  language: 'en',
  consent: false,
  why: '',
};

export function NewBookingScreen(): ReactNode {
  const { me } = useApi();
  return (
    <div className={classes.screen}>
      <title>New booking - booking gate</title>
      <h1>New booking</h1>
      {me.you.role === 'viewer' ? (
        <EmptyState title="Only a manager or a clinician may add a booking" />
      ) : (
        <NewBookingForm />
      )}
    </div>
  );
}

function NewBookingForm(): ReactNode {
  const { call, me } = useApi();
  const [, go] = useLocation();
  const { treatments, language, id: clinicId } = me.clinic;
  // One click per form: sent twice, or again after a lost answer, it is one booking.
  const [click] = useState(() => crypto.randomUUID());
  const [draft, setDraft] = useState<Draft>({
    ...emptyDraft,
    language,
    treatment: (treatments.length === 1 ? treatments[0]?.id : undefined) ?? '',
  });
  const [tried, setTried] = useState(false);
  const adding = useMutation({
    mutationFn: () =>
      call('POST /v1/manager/clinics/{clinicId}/bookings', {
        params: { clinicId },
        body: readDraft(draft, click),
      }),
    onSuccess: ({ ref }) => go(`/bookings/${ref}`),
  });
  const refused =
    adding.error instanceof ProblemError ? placeErrors(adding.error.problem.errors ?? []) : undefined;
  const lacks = checkDraft(draft);
  const errors: DraftErrors = { ...refused?.at, ...(tried ? lacks : {}) };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(lacks).length > 0) focusFirstInvalid(event.currentTarget);
    else if (!adding.isPending) adding.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <BookingFields draft={draft} errors={errors} onChange={(part) => setDraft({ ...draft, ...part })} />
      {adding.error !== null && <NotAdded error={adding.error} elsewhere={refused?.elsewhere ?? []} />}
      <Button type="submit" size="md" loading={adding.isPending}>
        {adding.error instanceof UnreachableError ? 'Try again' : 'Add booking'}
      </Button>
    </form>
  );
}

function NotAdded({ error, elsewhere }: { error: Error; elsewhere: readonly string[] }): ReactNode {
  if (!(error instanceof ProblemError) || error.problem.status >= 500) {
    return (
      <Alert color="red" role="alert" title="No answer came back">
        <p>It may have been added or not. Try again: however often you do, it is one booking.</p>
      </Alert>
    );
  }
  return (
    <Alert color="red" role="alert" title={error.problem.detail ?? error.problem.title}>
      {elsewhere.map((says) => (
        <p key={says}>{says}</p>
      ))}
      {error.problem.status === 422 && <p>Please look at the marked fields.</p>}
    </Alert>
  );
}
