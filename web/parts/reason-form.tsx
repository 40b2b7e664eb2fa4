/** The form in every dialog in which staff do something: what will happen, the act's own fields, the reason, and what came back. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { whyCharsMin } from '../../shared/api/manager/act-limits.ts';
import { focusFirstInvalid } from './focus-first-invalid.ts';
import { ReasonField } from './reason-field.tsx';
import classes from './reason-form.module.css';
import type { ReasonWords } from './reason-words.ts';
import { errorAt, readRefusal } from './refusal.ts';
import { RefusalAlert } from './refusal-alert.tsx';

/** What every act carries beside its own. */
interface Reasoned {
  why: string;
  /** One for each opened dialog: sent twice, or again after a lost answer, it acts once. */
  click: string;
}

/** What is said at a field, by its place in the body. */
export type ErrorOf = (path: string) => string | undefined;

export interface ReasonFormProps<Answer> {
  words: ReasonWords;
  send: (reasoned: Reasoned) => Promise<Answer>;
  onDone: (answer: Answer) => void;
  /** Somebody else was first: loads anew what is acted on, under what is already typed. */
  onConflict: () => Promise<unknown>;
  onCancel: () => void;
  /** As things stand it can no longer be done. */
  isGone: boolean;
  /** Of the act's own fields, by their place in the body. */
  fields?: readonly string[];
  /** What must still be filled in or chosen, at its field; empty: nothing. */
  missing?: Readonly<Record<string, string>>;
  children?: (errorOf: ErrorOf) => ReactNode;
}

export function ReasonForm<Answer>(props: ReasonFormProps<Answer>): ReactNode {
  const { words, send, onDone, onConflict, onCancel, isGone, fields = [], missing = {}, children } = props;
  const [click] = useState(() => crypto.randomUUID());
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const sending = useMutation({
    mutationFn: () => send({ click, why: why.trim() }),
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
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <p className={classes.happens} tabIndex={-1} data-autofocus>
        {words.happens}
      </p>
      {children?.(errorOf)}
      <ReasonField value={why} onChange={setWhy} phrases={words.reasons} error={errorOf('why')} />
      {refusal !== undefined && <RefusalAlert refusal={refusal} fields={[...fields, 'why']} />}
      {isGone && <p role="alert">As things stand now, this is no longer possible.</p>}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button
          type="submit"
          loading={sending.isPending}
          disabled={isGone}
          {...(words.final && { color: 'red.9' })}
        >
          {refusal?.refused === 'unreachable' ? 'Try again' : words.confirm}
        </Button>
      </div>
    </form>
  );
}
