/** The form inside every act's dialog: what will happen, the act's own fields, the reason, and what came back. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ActAsked } from '../../../shared/api/manager/act.ts';
import { whyCharsMin } from '../../../shared/api/manager/act-limits.ts';
import type { ActName } from '../../../shared/api/manager/act-name.ts';
import type { BookingPage } from '../../../shared/api/manager/booking-page.ts';
import { focusFirstInvalid } from '../../parts/focus-first-invalid.ts';
import { actWords } from '../act-words.ts';
import classes from './act-form.module.css';
import { ActRefused } from './act-refused.tsx';
import { ReasonField } from './reason-field.tsx';
import { errorAt, readRefusal } from './refusal.ts';

/** What is said at a field, by its place in the body. */
export type ErrorOf = (path: string) => string | undefined;

/** What every act's form is given by the dialog around it. */
export interface ActFrame {
  act: ActName;
  /** The booking as the person sees it in this dialog: its version is what the act names. */
  seen: BookingPage;
  /** Somebody else was first: loads the booking anew, under what is already typed. */
  onConflict: () => Promise<void>;
  onCancel: () => void;
}

export interface ActFormProps<Answer> {
  frame: ActFrame;
  send: (asked: ActAsked) => Promise<Answer>;
  onDone: (answer: Answer) => void;
  /** Of the act's own fields, by their place in the body. */
  fields?: readonly string[];
  /** What must still be filled in or chosen, at its field; empty: nothing. */
  missing?: Readonly<Record<string, string>>;
  children?: (errorOf: ErrorOf) => ReactNode;
}

export function ActForm<Answer>(props: ActFormProps<Answer>): ReactNode {
  const { frame, send, onDone, fields = [], missing = {}, children } = props;
  const { act, seen, onConflict, onCancel } = frame;
  // One click per opened dialog: sent twice, or again after a lost answer, it acts once.
  const [click] = useState(() => crypto.randomUUID());
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const sending = useMutation({
    mutationFn: () => send({ click, why: why.trim(), version: seen.version }),
    onSuccess: onDone,
    onError: async (error) => {
      if (readRefusal(error).refused === 'conflict') await onConflict();
    },
  });
  const refusal = sending.error === null ? undefined : readRefusal(sending.error);
  const lacks: Readonly<Record<string, string>> =
    why.trim().length < whyCharsMin ? { ...missing, why: 'Please give a reason' } : missing;
  const errorOf: ErrorOf = (path) => (tried ? lacks[path] : undefined) ?? errorAt(refusal, path);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(lacks).length > 0) focusFirstInvalid(event.currentTarget);
    else if (!sending.isPending) sending.mutate();
  };
  const words = actWords[act];
  const gone = !seen.can.includes(act);
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <p className={classes.happens} tabIndex={-1} data-autofocus>
        {words.happens}
      </p>
      {children?.(errorOf)}
      <ReasonField value={why} onChange={setWhy} phrases={words.reasons} error={errorOf('why')} />
      {refusal !== undefined && <ActRefused refusal={refusal} fields={[...fields, 'why']} />}
      {gone && <p role="alert">This is no longer possible with the booking as it is now.</p>}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button
          type="submit"
          loading={sending.isPending}
          disabled={gone}
          {...(words.final && { color: 'red.9' })}
        >
          {refusal?.refused === 'unreachable' ? 'Try again' : words.confirm}
        </Button>
      </div>
    </form>
  );
}
