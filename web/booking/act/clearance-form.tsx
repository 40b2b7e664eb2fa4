/** Records a doctor's note: which findings it clears, who wrote it and when. */
import { Checkbox, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { doctorCharsMax, doctorCharsMin } from '../../../shared/api/manager/act-limits.ts';
import { serverNow } from '../../api/server-clock.ts';
import { useApi } from '../../api/use-api.ts';
import { dateOf } from '../../parts/time-words.ts';
import { findStanding, keepStanding } from '../standing-findings.ts';
import classes from './act-form.module.css';
import { ActForm } from './act-form.tsx';
import type { PageActProps } from './act-props.ts';

export function ClearanceForm({ frame, params, onPage }: PageActProps): ReactNode {
  const { call, me } = useApi();
  const clearable = findStanding(frame.seen).filter(({ details }) => details?.isClearance === true);
  const [ticked, setTicked] = useState(() => clearable.map(({ finding }) => finding.id));
  const [doctor, setDoctor] = useState('');
  const [on, setOn] = useState('');
  const findings = keepStanding(ticked, clearable);
  const today = dateOf(serverNow(), me.clinic.zone);
  return (
    <ActForm
      frame={frame}
      send={(asked) =>
        call('POST /v1/manager/clinics/{clinicId}/bookings/{booking}/record-clearance', {
          params,
          body: { ...asked, findings, doctor: doctor.trim(), on },
        })
      }
      onDone={onPage}
      fields={['findings', 'doctor', 'on']}
      missing={{
        ...(findings.length === 0 && { findings: 'Please choose what the note clears' }),
        ...(doctor.trim().length < doctorCharsMin && { doctor: "Please give the doctor's name" }),
        ...((on === '' || on > today) && { on: 'Please give the date on the note, today or before' }),
      }}
    >
      {(errorOf) => (
        <>
          <Checkbox.Group
            size="md"
            label="What does the note clear?"
            value={findings}
            onChange={setTicked}
            error={errorOf('findings')}
          >
            <div className={classes.choices}>
              {clearable.map(({ finding }) => (
                <Checkbox key={finding.id} value={finding.id} label={finding.reasons.manager} />
              ))}
            </div>
          </Checkbox.Group>
          <TextInput
            size="md"
            label="Doctor"
            required
            autoComplete="off"
            maxLength={doctorCharsMax}
            value={doctor}
            onChange={(event) => setDoctor(event.currentTarget.value)}
            error={errorOf('doctor')}
          />
          <TextInput
            size="md"
            type="date"
            label="Date on the note"
            required
            max={today}
            value={on}
            onChange={(event) => setOn(event.currentTarget.value)}
            error={errorOf('on')}
          />
        </>
      )}
    </ActForm>
  );
}
