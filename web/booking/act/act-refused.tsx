/** Says in its dialog why an act was not done, and what to do now. */
import { Alert } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { TimeText } from '../../parts/time-text.tsx';
import classes from './act-form.module.css';
import { errorsElsewhere, type Refusal } from './refusal.ts';

export interface ActRefusedProps {
  refusal: Refusal;
  /** Fields that show their own errors. */
  fields: readonly string[];
}

export function ActRefused(props: ActRefusedProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const { refused } = props.refusal;
  // On a phone it would stand below the edge, under the buttons.
  useEffect(() => {
    if (refused !== 'fields') place.current?.scrollIntoView({ block: 'nearest' });
  }, [refused]);
  return (
    <div ref={place} className={classes.refused}>
      <RefusalText {...props} />
    </div>
  );
}

function RefusalText({ refusal, fields }: ActRefusedProps): ReactNode {
  switch (refusal.refused) {
    case 'conflict':
      return (
        <Alert color="red" role="alert" title="Somebody else was first">
          {refusal.latest === undefined ? (
            <p>{refusal.says}</p>
          ) : (
            <p>
              {refusal.latest.by ?? 'The system'}, <TimeText at={refusal.latest.at} form="day-and-time" />:{' '}
              {refusal.latest.did}
            </p>
          )}
          <p>You now see the booking as it is. Your reason is kept: look again, then decide.</p>
        </Alert>
      );
    case 'fields':
      return <WrongFields refusal={refusal} fields={fields} />;
    case 'unreachable':
      return (
        <Alert color="red" role="alert" title="No answer came back">
          <p>It may have been done or not. Try again: however often you do, it acts once.</p>
        </Alert>
      );
    case 'other':
      return <Alert color="red" role="alert" title={refusal.says} />;
  }
}

function WrongFields({ refusal, fields }: ActRefusedProps): ReactNode {
  const elsewhere = errorsElsewhere(refusal, fields);
  const marked = refusal.refused === 'fields' && elsewhere.length < refusal.errors.length;
  return (
    <Alert
      color="red"
      role="alert"
      title={marked ? 'Something is missing or wrong' : 'This cannot be done now'}
    >
      {elsewhere.map((says) => (
        <p key={says}>{says}</p>
      ))}
      {marked && <p>Please look at the marked fields.</p>}
    </Alert>
  );
}
