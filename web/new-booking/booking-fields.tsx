/** The fields of a new booking, in the order in which one asks on the telephone. */
import { Checkbox, NativeSelect, Radio, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { visitDaysAheadMax, visitMinutesMax, visitMinutesMin } from '../../shared/api/manager/act-limits.ts';
import { emailCharsMax, nameCharsMax, phoneCharsMax } from '../../shared/api/person-limits.ts';
import { serverNow } from '../api/server-clock.ts';
import { useApi } from '../api/use-api.ts';
import { ReasonField } from '../parts/reason-field.tsx';
import { addDays, dateOf } from '../parts/time-words.ts';
import type { Draft, DraftErrors } from './draft.ts';
import classes from './new-booking-screen.module.css';

const reasons = ['Walk-in', 'Booked by telephone', 'Follow-up made at the desk'];

interface BookingFieldsProps {
  draft: Draft;
  errors: DraftErrors;
  onChange: (part: Partial<Draft>) => void;
}

export function BookingFields(props: BookingFieldsProps): ReactNode {
  const { draft, errors, onChange } = props;
  return (
    <>
      <Visit {...props} />
      <Client {...props} />
      <fieldset className={classes.group}>
        <legend>For the record</legend>
        <ReasonField
          value={draft.why}
          onChange={(why) => onChange({ why })}
          phrases={reasons}
          error={errors.why}
        />
      </fieldset>
    </>
  );
}

function Visit({ draft, errors, onChange }: BookingFieldsProps): ReactNode {
  const { clinic } = useApi().me;
  const today = dateOf(serverNow(), clinic.zone);
  const choices = clinic.treatments.map(({ id, title }) => ({ value: id, label: title }));
  return (
    <fieldset className={classes.group}>
      <legend>The visit</legend>
      <NativeSelect
        label="Treatment"
        required
        size="md"
        data={[{ value: '', label: 'Choose one' }, ...choices]}
        value={draft.treatment}
        onChange={(event) => onChange({ treatment: event.currentTarget.value })}
        error={errors.treatment}
      />
      <div className={classes.row}>
        <TextInput
          type="date"
          label="Day"
          required
          size="md"
          min={today}
          max={addDays(today, visitDaysAheadMax)}
          value={draft.day}
          onChange={(event) => onChange({ day: event.currentTarget.value })}
          error={errors.day}
        />
        <TextInput
          type="time"
          label="Time"
          required
          size="md"
          value={draft.time}
          onChange={(event) => onChange({ time: event.currentTarget.value })}
          error={errors.time}
        />
        <TextInput
          type="number"
          label="Minutes"
          required
          size="md"
          inputMode="numeric"
          min={visitMinutesMin}
          max={visitMinutesMax}
          step={5}
          value={draft.lastsMinutes}
          onChange={(event) => onChange({ lastsMinutes: event.currentTarget.value })}
          error={errors.lastsMinutes}
        />
      </div>
      <p className={classes.hint}>In the clinic's time ({clinic.zone}).</p>
    </fieldset>
  );
}

function Client({ draft, errors, onChange }: BookingFieldsProps): ReactNode {
  const { clinic } = useApi().me;
  return (
    <fieldset className={classes.group}>
      <legend>The client</legend>
      <TextInput
        label="Name"
        required
        size="md"
        autoComplete="off"
        dir="auto"
        maxLength={nameCharsMax}
        value={draft.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        error={errors.name}
      />
      <TextInput
        type="tel"
        label="Phone"
        description="A mobile number, for the texts. Without one nothing can be texted."
        size="md"
        autoComplete="off"
        maxLength={phoneCharsMax}
        value={draft.phone}
        onChange={(event) => onChange({ phone: event.currentTarget.value })}
        error={errors.phone}
      />
      <TextInput
        type="email"
        label="E-mail"
        description="To find the client's other visits; nothing is sent to it."
        size="md"
        autoComplete="off"
        maxLength={emailCharsMax}
        value={draft.email}
        onChange={(event) => onChange({ email: event.currentTarget.value })}
        error={errors.email}
      />
      <Radio.Group
        label="Language of the texts"
        value={draft.language}
        onChange={(value) => onChange({ language: value === 'es' ? 'es' : 'en' })}
        error={errors.language}
      >
        <div className={classes.choices}>
          <Radio value="en" label="English" />
          <Radio value="es" label="Spanish" />
        </div>
      </Radio.Group>
      <Checkbox
        className={classes.consent ?? ''}
        checked={draft.consent}
        onChange={(event) => onChange({ consent: event.currentTarget.checked })}
        label={`The client agreed to get texts from ${clinic.brand} about this visit`}
        description="Say it to the client: some texts before and after the visit, to this number; message rates may apply; STOP ends them. Without a yes no text goes out."
        error={errors.consent}
      />
    </fieldset>
  );
}
