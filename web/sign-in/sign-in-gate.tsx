/** Lets in who is signed in; shows everybody else where they stand, with a way on. */
import { Button, Loader } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import type { Passed } from './beside.ts';
import styles from './sign-in.module.css';
import { type SignedIn, signInAnew, useSignIn } from './use-sign-in.ts';

export function SignInGate({ children }: { children: (here: SignedIn) => ReactNode }) {
  const signIn = useSignIn();
  switch (signIn.is) {
    case 'signed-in':
      return children(signIn.here);
    case 'under-way':
      return (
        <Card title="Booking gate">
          <Loader type="dots" aria-label="Going to the sign-in" />
        </Card>
      );
    case 'signed-out':
      return (
        <Card title="You are signed out">
          <p>Nothing of the clinic is kept in this browser.</p>
          <SignInButton />
        </Card>
      );
    case 'passed-on':
      return <PassedOn passed={signIn.passed} />;
    case 'failed':
      return (
        <Card title="Signing in did not work">
          <ProblemAlert error={signIn.error} title="Why" />
          <SignInButton />
        </Card>
      );
  }
}

/** In the small window, where the browser leaves it open. */
function PassedOn({ passed }: { passed: Passed }) {
  switch (passed) {
    case 'signed-in':
      return (
        <Card title="You are signed in again">
          <p>Close this window and go on where you were.</p>
        </Card>
      );
    case 'refused':
      return (
        <Card title="Signing in did not work">
          <p>Close this window: the page you came from says why, and lets you try again.</p>
        </Card>
      );
    case 'unheard':
      return (
        <Card title="Nothing waits for this sign-in">
          <p>The page that asked for it is closed, or has asked anew.</p>
          <SignInButton />
        </Card>
      );
  }
}

/** A screen of its own, in the middle: for whatever stands in the way of the site. */
export function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={styles.screen}>
      <div className={styles.card}>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}

function SignInButton() {
  const [error, setError] = useState<unknown>();
  return (
    <>
      {error !== undefined && <ProblemAlert error={error} />}
      <Button size="md" fullWidth onClick={() => void signInAnew().catch(setError)}>
        Sign in
      </Button>
    </>
  );
}
