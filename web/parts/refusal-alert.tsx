/** Says in its dialog why an act was not done, and what to do now. */
import { Alert } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import classes from './reason-form.module.css';
import { errorsElsewhere, type Refusal } from './refusal.ts';
import { TimeText } from './time-text.tsx';

export interface RefusalAlertProps {
  refusal: Refusal;
  /** Fields that show their own errors. */
  fields: readonly string[];
}

export function RefusalAlert(props: RefusalAlertProps): ReactNode {
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

function RefusalText({ refusal, fields }: RefusalAlertProps): ReactNode {
  switch (refusal.refused) {
    case 'conflict':
      return (
        <Alert color="red" role="alert" title="Somebody else was first">
          {refusal.latest === undefined ? (
            <p>{refusal.says}</p>
          ) : (
            <p>
              <strong>{refusal.latest.did}</strong>, {refusal.latest.by ?? 'the system'} ·{' '}
              <TimeText at={refusal.latest.at} form="day-and-time" />
            </p>
          )}
          <p>You now see how it stands. Your reason is kept: look again, then decide.</p>
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

function WrongFields({ refusal, fields }: RefusalAlertProps): ReactNode {
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
