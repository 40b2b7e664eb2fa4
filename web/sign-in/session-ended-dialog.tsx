/** When the sign-in has run out: sign in again beside, and go on here without losing what was typed. */
import { Button } from '@mantine/core';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { channelName, signInBeside } from './beside.ts';
import type { SignedIn } from './use-sign-in.ts';

export function SessionEndedDialog({ here }: { here: SignedIn }) {
  const hasEnded = useSyncExternalStore(here.session.watch, here.session.hasEnded);
  return hasEnded ? <SignInAgain here={here} /> : null;
}

function SignInAgain({ here: { authorization, session } }: { here: SignedIn }) {
  const [attempts, setAttempts] = useState(0);
  const [url, setUrl] = useState<string>();
  const [error, setError] = useState<unknown>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: each further attempt begins anew
  useEffect(() => {
    const stopping = new AbortController();
    const begin = async (): Promise<void> => {
      const beside = await signInBeside(authorization, new BroadcastChannel(channelName), stopping.signal);
      setUrl(beside.url);
      // Somebody else's page is made anew, with their name, their role and nothing that the other had begun.
      if (!session.resume(await beside.grant)) location.reload();
    };
    begin().catch((cause: unknown) => {
      if (stopping.signal.aborted) return;
      setError(cause);
      setAttempts((before) => before + 1);
    });
    return () => stopping.abort();
  }, [authorization, session, attempts]);

  // A link to nowhere cannot take the focus.
  if (url === undefined && error === undefined) return null;
  return (
    <Dialog title="Please sign in again">
      <p>
        Your sign-in has run out. Sign in again in another window: this page stays as it is, and what you were
        doing goes on by itself.
      </p>
      {error !== undefined && <ProblemAlert error={error} />}
      <Button component="a" href={url} target="_blank" rel="opener" size="md" fullWidth data-autofocus>
        Sign in again
      </Button>
    </Dialog>
  );
}
