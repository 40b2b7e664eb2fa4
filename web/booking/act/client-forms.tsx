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
  const [contact, setContact] = useState<Contact>();
  if (contact === undefined) {
    return (
      <ActForm
        frame={frame}
        send={(asked) => call(`${actPath}/reveal-phone`, { params, body: asked })}
        onDone={(answer) => {
          setContact(answer);
          onSeen();
        }}
      />
    );
  }
  return (
    <>
      <ContactLinks contact={contact} />
      <p className={classes.hint}>Tap to call or write. That you looked is on record.</p>
      <Button size="md" onClick={frame.onCancel}>
        Close
      </Button>
    </>
  );
}

interface Contact {
  phone?: string | undefined;
  email?: string | undefined;
}

function ContactLinks({ contact: { phone, email } }: { contact: Contact }): ReactNode {
  const links = useRef<HTMLDivElement>(null);
  // The first takes the place of the form that had the focus.
  useEffect(() => links.current?.querySelector('a')?.focus(), []);
  return (
    <div ref={links}>
      {phone !== undefined && (
        <a className={classes.contact} href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
          {phone}
        </a>
      )}
      {email !== undefined && (
        <a className={classes.contact} href={`mailto:${email.split('@').map(encodeURIComponent).join('@')}`}>
          {email}
        </a>
      )}
    </div>
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
  const { client } = frame.seen.booking;
  return (
    <ActForm
      frame={frame}
      send={(asked) => call(`${actPath}/erase-client`, { params, body: { ...asked, name: name.trim() } })}
      onDone={({ says }) => onErased(says)}
      fields={['name']}
      // Whether it is theirs the API says: names hold spaces and signs that nobody sees or types.
      missing={name.trim() === '' ? { name: "Please type the client's name" } : {}}
    >
      {(errorOf) => (
        <TextInput
          size="md"
          label={`Type the client's name: ${client.name}`}
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
