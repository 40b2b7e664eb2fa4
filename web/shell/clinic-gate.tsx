/** Whose clinic it is and what this person may do there, before anything of it is shown; kept fresh, so that a pause by somebody else and another role of one's own are seen. */
import { Button, Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Fragment, type ReactNode, useEffect, useMemo } from 'react';
import { createCall } from '../api/call.ts';
import { ProblemError } from '../api/problem-error.ts';
import { heardServerTime } from '../api/server-clock.ts';
import { ApiContext, answerKey } from '../api/use-api.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { ZoneContext } from '../parts/time-text.tsx';
import { leaveForGood } from '../sign-in/arrival.ts';
import type { Session } from '../sign-in/session.ts';
import { Card } from '../sign-in/sign-in-gate.tsx';
import type { SignedIn } from '../sign-in/use-sign-in.ts';

const route = 'GET /v1/manager/me';
export const meKey = answerKey(route, {});

/** How soon a pause that somebody else set is seen. */
const againMs = 20_000;

export function ClinicGate({ here, children }: { here: SignedIn; children: ReactNode }) {
  const call = useMemo(() => createCall(here.session, fetch.bind(globalThis)), [here.session]);
  const { data, error } = useQuery({
    queryKey: meKey,
    queryFn: async ({ signal }) => {
      const answer = await call(route, { signal });
      heardServerTime(answer.now);
      return answer;
    },
    refetchInterval: againMs,
  });
  useAskedAnew(here.session);
  // Somebody who may no longer come in is shown nothing more of it.
  const me = isRefused(error) ? undefined : data;
  const api = useMemo(() => (me === undefined ? undefined : { call, me }), [call, me]);

  if (api !== undefined) {
    return (
      <ApiContext value={api}>
        <ZoneContext value={api.me.clinic.zone}>
          <Fragment key={api.me.clinic.id}>{children}</Fragment>
        </ZoneContext>
      </ApiContext>
    );
  }
  if (error === null) {
    return (
      <Card title="Booking gate">
        <Loader type="dots" aria-label="Loading the clinic" />
      </Card>
    );
  }
  return (
    <Card title="You cannot come in yet">
      <ProblemAlert error={error} />
      <Button size="md" fullWidth onClick={() => location.reload()}>
        Try again
      </Button>
      <Button
        size="md"
        fullWidth
        variant="default"
        onClick={() => leaveForGood(here.config.signOutUrl, sessionStorage)}
      >
        Sign out
      </Button>
    </Card>
  );
}

/** Whoever has signed in again may have another role since: what is shown, and what may be done, is asked for at once. */
function useAskedAnew(session: Session): void {
  const queries = useQueryClient();
  useEffect(
    () => session.watch(() => void (session.hasEnded() || queries.invalidateQueries())),
    [session, queries],
  );
}

function isRefused(error: Error | null): boolean {
  return error instanceof ProblemError && error.problem.status === 403;
}
