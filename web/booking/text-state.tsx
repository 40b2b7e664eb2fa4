/** Whether texts reach this client: the number, what was agreed to, a stop, and each text that did not get through. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BookingPage } from '../../shared/api/manager/booking-page.ts';
import { stopWords } from '../../shared/api/manager/standing-words.ts';
import { sayStatus, sayStep } from '../../shared/api/manager/step-words.ts';
import { TimeText } from '../parts/time-text.tsx';
import type { OpenAct } from './act/act-dialog.tsx';
import { sayConsentSource } from './outcome-words.ts';
import classes from './text-state.module.css';

interface TextStateProps {
  page: BookingPage;
  onAct: (open: OpenAct) => void;
}

export function TextState({ page, onAct }: TextStateProps): ReactNode {
  const { client, texts } = page.booking;
  return (
    <>
      <dl className={classes.facts}>
        <dt>Phone</dt>
        <dd>
          {client.phone ?? (client.reach.includes('phone') ? 'A number that takes no texts' : 'None')}
          {page.can.includes('reveal-phone') && (
            <Button variant="default" size="compact-md" onClick={() => onAct({ act: 'reveal-phone' })}>
              Show
            </Button>
          )}
        </dd>
        <dt>E-mail</dt>
        <dd>{client.reach.includes('email') ? 'On record' : 'None'}</dd>
        <dt>Language</dt>
        <dd>{client.language === 'es' ? 'Spanish' : 'English'}</dd>
        <dt>Texts</dt>
        <dd>
          {texts.optedOut ? sayStop(texts) : sayConsent(texts)}
          {texts.optedOut && page.can.includes('allow-texts') && (
            <Button variant="default" size="compact-md" onClick={() => onAct({ act: 'allow-texts' })}>
              Allow again
            </Button>
          )}
        </dd>
      </dl>
      {texts.stoppedBy !== undefined && texts.stoppedBy !== 'staff' && (
        <p className={classes.soft}>
          Only the client lifts it, by texting START{texts.stoppedBy === 'page' && ' or on the care page'}.
        </p>
      )}
      <LostTexts page={page} onAct={onAct} />
    </>
  );
}

function sayStop({ stoppedBy }: BookingPage['booking']['texts']): string {
  return stoppedBy === undefined ? 'This number takes no texts' : stopWords[stoppedBy];
}

function sayConsent({ consent, source }: BookingPage['booking']['texts']): string {
  return consent ? `Agreed to (${sayConsentSource(source)})` : 'No consent';
}

/** Failed, or nobody knows: nothing of it is sent again by itself. */
function LostTexts({ page, onAct }: TextStateProps): ReactNode {
  const lost = page.booking.steps.filter(
    ({ kind, status }) => kind === 'text' && (status === 'failed' || status === 'unknown'),
  );
  if (lost.length === 0) return null;
  return (
    <ul className={classes.lost} aria-label="Texts that may not have arrived">
      {lost.map(({ id, what, status, at, reason }) => (
        <li key={id} data-tone={status === 'failed' ? 'stop' : 'warn'}>
          <div>
            <p className={classes.what}>{sayStep(what)}</p>
            <p className={classes.fate}>
              {sayStatus(status)}
              {reason !== undefined && ` (${reason})`} · <TimeText at={at} form="day-and-time" />
            </p>
          </div>
          {page.resendable.includes(id) && page.can.includes('resend-text') && (
            <Button
              variant="default"
              size="compact-md"
              aria-label={`Send again: ${sayStep(what)}`}
              onClick={() => onAct({ act: 'resend-text', step: id })}
            >
              Send again
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
