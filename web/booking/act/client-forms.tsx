/** Acts about the client's data: see the number, take everything along, remove it for good. */
import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useApi } from '../../api/use-api.ts';
import classes from './act-form.module.css';
import { ActForm } from './act-form.tsx';
import type { ActProps } from './act-props.ts';
import { saveAsFile } from './save-as-file.ts';

const actPath = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}';

/** Shown here only, and gone with the dialog. */
export function RevealForm({ frame, params, onSeen }: ActProps & { onSeen: () => void }): ReactNode {
  const { call } = useApi();
  const [phone, setPhone] = useState<string>();
  if (phone === undefined) {
    return (
      <ActForm
        frame={frame}
        send={(asked) => call(`${actPath}/reveal-phone`, { params, body: asked })}
        onDone={(answer) => {
          setPhone(answer.phone);
          onSeen();
        }}
      />
    );
  }
  return (
    <>
      <PhoneLink phone={phone} />
      <p className={classes.hint}>Tap to call. That you looked is on record.</p>
      <Button size="md" onClick={frame.onCancel}>
        Close
      </Button>
    </>
  );
}

function PhoneLink({ phone }: { phone: string }): ReactNode {
  const link = useRef<HTMLAnchorElement>(null);
  // It takes the place of the form that had the focus.
  useEffect(() => link.current?.focus(), []);
  return (
    <a ref={link} className={classes.phone} href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
      {phone}
    </a>
  );
}

export function ExportForm({ frame, params, onDone }: ActProps & { onDone: () => void }): ReactNode {
  const { call } = useApi();
  return (
    <ActForm
      frame={frame}
      send={(asked) => call(`${actPath}/export-client`, { params, body: asked })}
      onDone={(everything) => {
        saveAsFile(`client-data-${everything.exportedAt.slice(0, 10)}.json`, everything);
        onDone();
      }}
    />
  );
}

export function EraseForm({
  frame,
  params,
  onErased,
}: ActProps & { onErased: (says: string) => void }): ReactNode {
  const { call } = useApi();
  const [name, setName] = useState('');
  const expected = frame.seen.booking.client.name;
  return (
    <ActForm
      frame={frame}
      send={(asked) => call(`${actPath}/erase-client`, { params, body: { ...asked, name: name.trim() } })}
      onDone={({ says }) => onErased(says)}
      fields={['name']}
      missing={
        name.trim() === expected.trim() ? {} : { name: 'Please type the name exactly as it stands here' }
      }
    >
      {(errorOf) => (
        <TextInput
          size="md"
          label={`Type the client's name: ${expected}`}
          description="So that nobody is erased by a slip."
          required
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={errorOf('name')}
        />
      )}
    </ActForm>
  );
}
