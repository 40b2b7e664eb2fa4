/** A booking made at the desk or by telephone: written down here, and gated and texted like any other. */
import '../booking/mantine.ts';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import type { ClinicView } from '../../shared/api/manager/clinic-view.ts';
import { useApi } from '../api/use-api.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { focusFirstInvalid } from '../parts/focus-first-invalid.ts';
import { readRefusal } from '../parts/refusal.ts';
import { RefusalAlert } from '../parts/refusal-alert.tsx';
import { useTitle } from '../parts/use-title.ts';
import { BookingFields } from './booking-fields.tsx';
import { checkDraft, type Draft, type DraftErrors, draftFields, errorsOf, readDraft } from './draft.ts';
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
  useTitle('New booking');
  return (
    <div className={classes.screen}>
      <h1>New booking</h1>
      <FormOrWhyNot me={me} />
    </div>
  );
}

function FormOrWhyNot({ me }: { me: ClinicView }): ReactNode {
  if (me.you.role === 'viewer') {
    return <EmptyState title="Only a manager or a clinician may add a booking" />;
  }
  if (me.clinic.treatments.length === 0) {
    return (
      <EmptyState title="The clinic offers no treatment yet">
        <p>Whoever runs the system sets up its treatments.</p>
      </EmptyState>
    );
  }
  return <NewBookingForm />;
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
  });
  const refusal = adding.error === null ? undefined : readRefusal(adding.error);
  const lacks = checkDraft(draft);
  const errors: DraftErrors = { ...errorsOf(refusal), ...(tried ? lacks : {}) };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(lacks).length > 0) focusFirstInvalid(event.currentTarget);
    // Not for who has gone elsewhere meanwhile.
    else if (!adding.isPending) adding.mutate(undefined, { onSuccess: ({ ref }) => go(`/bookings/${ref}`) });
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <BookingFields draft={draft} errors={errors} onChange={(part) => setDraft({ ...draft, ...part })} />
      {refusal !== undefined && <RefusalAlert refusal={refusal} fields={draftFields} />}
      <Button type="submit" size="md" loading={adding.isPending}>
        {refusal?.refused === 'unreachable' ? 'Try again' : 'Add booking'}
      </Button>
    </form>
  );
}
