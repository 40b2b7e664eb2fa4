/** Asks for the reason of an act before it is done: every act of staff is on record with one. */
import { Button, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { whyCharsMax, whyCharsMin } from '../../shared/api/manager/act-limits.ts';
import { UnreachableError } from '../api/problem-error.ts';
import { Dialog } from './dialog.tsx';
import { ProblemAlert } from './problem-alert.tsx';
import styles from './reason-dialog.module.css';

/** What every act carries beside its own. */
export interface Reasoned {
  why: string;
  /** One for each opening of the dialog: sent twice, it acts once. */
  click: string;
}

interface ReasonDialogProps {
  title: string;
  /** On the button: what will be done. */
  action: string;
  /** What it does. */
  children?: ReactNode;
  onClose: () => void;
  /** Does it; what it throws is shown, and the dialog stays. */
  send: (reasoned: Reasoned) => Promise<unknown>;
}

export function ReasonDialog(props: ReasonDialogProps) {
  const { title, action, children, onClose, send } = props;
  const [click] = useState(() => crypto.randomUUID());
  const [why, setWhy] = useState('');
  const [error, setError] = useState<unknown>();
  const [sending, setSending] = useState(false);
  const given = why.trim();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (sending || given.length < whyCharsMin) return;
    setSending(true);
    setError(undefined);
    try {
      await send({ why: given, click });
      onClose();
    } catch (cause) {
      setError(cause);
    } finally {
      setSending(false);
    }
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        {children}
        <Textarea
          label="Reason"
          description="On record with your name and the time. No more health details than needed."
          required
          size="md"
          rows={3}
          maxLength={whyCharsMax}
          value={why}
          onChange={({ currentTarget }) => setWhy(currentTarget.value)}
          data-autofocus
        />
        {error !== undefined && <ProblemAlert error={error} />}
        {error instanceof UnreachableError && (
          <p role="alert">It may have been done or not. Try again: it acts once.</p>
        )}
        <div className={styles.buttons}>
          <Button type="button" variant="default" size="md" onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" size="md" loading={sending} disabled={given.length < whyCharsMin}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
