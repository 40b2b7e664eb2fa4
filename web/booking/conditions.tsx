/** What an allowed visit depends on, and whether the client was told. */
import type { ReactNode } from 'react';
import { TimeText } from '../parts/time-text.tsx';
import type { Decision } from './standing-findings.ts';

export function Conditions({ decision }: { decision: Decision | undefined }): ReactNode {
  if (decision?.outcome !== 'allowed') return null;
  return decision.conditions.map(({ rule, pauseBy, toldAt }) => (
    <p key={rule}>
      On condition: strong actives are paused from <TimeText at={pauseBy} form="in-sentence" /> on.{' '}
      {toldAt === undefined ? (
        'The client was not told yet.'
      ) : (
        <>
          The client was told <TimeText at={toldAt} form="in-sentence" />.
        </>
      )}
    </p>
  ));
}
