/** The dialog of an act: keeps the booking as it was seen when it opened, and takes the newer one only when somebody else was first. */
import { type ReactNode, useState } from 'react';
import type { ActName } from '../../../shared/api/manager/act-name.ts';
import type { BookingPage } from '../../../shared/api/manager/booking-page.ts';
import { useApi } from '../../api/use-api.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { actWords } from '../act-words.ts';
import { useKnownBooking } from '../use-booking.ts';
import { ActForm } from './act-form.tsx';
import type { PageActProps } from './act-props.ts';
import { AnswersForm } from './answers-form.tsx';
import { ApproveForm } from './approve-form.tsx';
import { CallOffForm, MarkForm, ProposalForm, ResendForm } from './choice-forms.tsx';
import { ClearanceForm } from './clearance-form.tsx';
import { EraseForm, ExportForm, RevealForm } from './client-forms.tsx';

export interface OpenAct {
  act: ActName;
  /** The text to send again, where one was chosen already. */
  step?: string;
}

interface ActDialogProps {
  open: OpenAct;
  page: BookingPage;
  reference: string;
  onClose: () => void;
  /** What is said once it is done. */
  onDone: (says: string) => void;
  onErased: (says: string) => void;
}

export function ActDialog({ open, page, reference, onClose, onDone, onErased }: ActDialogProps): ReactNode {
  const { me } = useApi();
  const known = useKnownBooking(reference);
  const [seen, setSeen] = useState(page);
  const [act, setAct] = useState(open.act);
  const [justDone, setJustDone] = useState<string>();
  const words = actWords[act];
  const finish = (): void => {
    onDone(words.done);
    onClose();
  };
  const given: ActGiven = {
    frame: {
      act,
      seen,
      onConflict: async () => setSeen(await known.reload()),
      onCancel: onClose,
    },
    params: { clinicId: me.clinic.id, booking: reference },
    onPage: (after) => {
      known.take(after);
      const { next } = words;
      if (next === undefined || !after.can.includes(next.act)) return finish();
      onDone(words.done);
      setSeen(after);
      setJustDone(next.says);
      setAct(next.act);
    },
    onSeen: known.reload,
    onFinished: finish,
    onErased: (says) => {
      known.forgetLists();
      onErased(says);
    },
    step: open.step,
  };
  return (
    <Dialog key={act} title={words.label} onClose={onClose}>
      {justDone !== undefined && (
        <p tabIndex={-1} data-autofocus>
          {justDone}
        </p>
      )}
      <FormOfAct act={act} given={given} />
    </Dialog>
  );
}

interface ActGiven extends PageActProps {
  /** Looking is on record too: the time line is a little longer. */
  onSeen: () => Promise<unknown>;
  onFinished: () => void;
  onErased: (says: string) => void;
  step: string | undefined;
}

function FormOfAct({ act, given }: { act: ActName; given: ActGiven }): ReactNode {
  const { frame, params, onPage, onSeen, onFinished, onErased, step } = given;
  const paged = { frame, params, onPage };
  switch (act) {
    case 'approve-findings':
      return <ApproveForm {...paged} />;
    case 'record-clearance':
      return <ClearanceForm {...paged} />;
    case 'settle-proposal':
      return <ProposalForm {...paged} />;
    case 'mark-visit':
      return <MarkForm {...paged} />;
    case 'call-off':
      return <CallOffForm {...paged} />;
    case 'resend-text':
      return <ResendForm {...paged} {...(step !== undefined && { step })} />;
    case 'record-answers':
      return <AnswersForm {...paged} />;
    case 'ask-again':
    case 'send-earliest-date':
    case 'mark-told':
    case 'renew-links':
    case 'stop-texts':
    case 'allow-texts':
      return <PlainForm {...paged} act={act} />;
    case 'reveal-phone':
      return <RevealForm frame={frame} params={params} onSeen={() => void onSeen().catch(() => undefined)} />;
    case 'export-client':
      return <ExportForm frame={frame} params={params} onDone={onFinished} />;
    case 'erase-client':
      return <EraseForm frame={frame} params={params} onErased={onErased} />;
  }
}

type PlainAct =
  | 'ask-again'
  | 'send-earliest-date'
  | 'mark-told'
  | 'renew-links'
  | 'stop-texts'
  | 'allow-texts';

/** Nothing to choose: the reason is all. */
function PlainForm({ frame, params, onPage, act }: PageActProps & { act: PlainAct }): ReactNode {
  const { call } = useApi();
  return (
    <ActForm
      frame={frame}
      send={(asked) =>
        call(`POST /v1/manager/clinics/{clinicId}/bookings/{booking}/${act}`, { params, body: asked })
      }
      onDone={onPage}
    />
  );
}
