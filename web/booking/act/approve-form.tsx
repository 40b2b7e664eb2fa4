/** Approves findings by name: those that a rule keeps for a clinician are shown to others, and why they cannot be ticked. */
import { Checkbox } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useApi } from '../../api/use-api.ts';
import { findStanding, keepStanding, mayApprove } from '../standing-findings.ts';
import { useMomentWords } from '../use-moment-words.ts';
import classes from './act-form.module.css';
import { ActForm } from './act-form.tsx';
import type { PageActProps } from './act-props.ts';

export function ApproveForm({ frame, params, onPage }: PageActProps): ReactNode {
  const { call, me } = useApi();
  const sayMoment = useMomentWords();
  const standing = findStanding(frame.seen);
  const open = standing.filter((one) => mayApprove(one, me.you.role));
  const [ticked, setTicked] = useState(() =>
    open.length === 1 ? open.map(({ finding }) => finding.id) : [],
  );
  const findings = keepStanding(ticked, open);
  return (
    <ActForm
      frame={frame}
      send={(asked) =>
        call('POST /v1/manager/clinics/{clinicId}/bookings/{booking}/approve-findings', {
          params,
          body: { ...asked, findings },
        })
      }
      onDone={onPage}
      fields={['findings']}
      missing={findings.length === 0 ? { findings: 'Please choose what you approve' } : {}}
    >
      {(errorOf) => (
        <Checkbox.Group
          size="md"
          label="What do you approve?"
          value={findings}
          onChange={setTicked}
          error={errorOf('findings')}
        >
          <div className={classes.choices}>
            {standing.map((one) => (
              <Checkbox
                key={one.finding.id}
                value={one.finding.id}
                label={one.finding.reasons.manager}
                disabled={!mayApprove(one, me.you.role)}
                description={
                  mayApprove(one, me.you.role)
                    ? one.finding.eligibleFrom && `Fine from ${sayMoment(one.finding.eligibleFrom)}`
                    : 'Only a clinician may approve this.'
                }
              />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </ActForm>
  );
}
