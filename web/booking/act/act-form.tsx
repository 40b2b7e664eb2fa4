/** The form of an act on a booking: the act's own words, and the booking's version as it was seen. */
import type { ReactNode } from 'react';
import type { ActAsked } from '../../../shared/api/manager/act.ts';
import type { ActName } from '../../../shared/api/manager/act-name.ts';
import type { BookingPage } from '../../../shared/api/manager/booking-page.ts';
import { ReasonForm, type ReasonFormProps } from '../../parts/reason-form.tsx';
import { actWords } from '../act-words.ts';

/** What every act's form is given by the dialog around it. */
export interface ActFrame {
  act: ActName;
  /** The booking as the person sees it in this dialog: its version is what the act names. */
  seen: BookingPage;
  /** Loads the booking anew. */
  onConflict: () => Promise<void>;
  onCancel: () => void;
}

interface ActFormProps<Answer>
  extends Pick<ReasonFormProps<Answer>, 'onDone' | 'fields' | 'missing' | 'children'> {
  frame: ActFrame;
  send: (asked: ActAsked) => Promise<Answer>;
}

export function ActForm<Answer>({ frame, send, ...own }: ActFormProps<Answer>): ReactNode {
  const { act, seen, onConflict, onCancel } = frame;
  return (
    <ReasonForm
      {...own}
      words={actWords[act]}
      send={(reasoned) => send({ ...reasoned, version: seen.version })}
      onConflict={onConflict}
      onCancel={onCancel}
      isGone={!seen.can.includes(act)}
    />
  );
}
