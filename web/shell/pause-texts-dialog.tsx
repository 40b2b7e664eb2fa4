/** Pauses all of the clinic's texts, or lets them go again: with a reason, as every act. */
import { useQueryClient } from '@tanstack/react-query';
import { keepAnswer } from '../api/keep-answer.ts';
import { useApi } from '../api/use-api.ts';
import { Dialog } from '../parts/dialog.tsx';
import { ReasonForm } from '../parts/reason-form.tsx';
import type { ReasonWords } from '../parts/reason-words.ts';
import { meKey } from './clinic-gate.tsx';

interface ClinicAct {
  route:
    | 'POST /v1/manager/clinics/{clinicId}/pause-texts'
    | 'POST /v1/manager/clinics/{clinicId}/resume-texts';
  title: string;
  words: ReasonWords;
  /** As the clinic stands when it can be done. */
  from: 'active' | 'paused';
}

const pause: ClinicAct = {
  route: 'POST /v1/manager/clinics/{clinicId}/pause-texts',
  title: "Pause the clinic's texts",
  words: {
    happens:
      'No client gets a text until somebody resumes them. Advice that falls due meanwhile is not sent later. Clients who have to be called come on the list, and by e-mail.',
    confirm: 'Pause texts',
    reasons: ['The clinic is closed', 'Wrong texts went out', 'Asked by the clinician'],
  },
  from: 'active',
};

const resume: ClinicAct = {
  route: 'POST /v1/manager/clinics/{clinicId}/resume-texts',
  title: "Resume the clinic's texts",
  words: {
    happens:
      'Texts that are still in time go out again from now on. What clients missed about their bookings is said now where it still holds; missed advice is not.',
    confirm: 'Resume texts',
    reasons: ['The clinic is open again', 'What was wrong is mended', 'Paused by mistake'],
  },
  from: 'paused',
};

export function PauseTextsDialog({ onClose }: { onClose: () => void }) {
  return <ClinicActDialog act={pause} onClose={onClose} />;
}

export function ResumeTextsDialog({ onClose }: { onClose: () => void }) {
  return <ClinicActDialog act={resume} onClose={onClose} />;
}

function ClinicActDialog({ act, onClose }: { act: ClinicAct; onClose: () => void }) {
  const { call, me } = useApi();
  const queries = useQueryClient();
  return (
    <Dialog title={act.title} onClose={onClose}>
      <ReasonForm
        words={act.words}
        send={(reasoned) => call(act.route, { params: { clinicId: me.clinic.id }, body: reasoned })}
        onDone={(after) => {
          void keepAnswer(queries, meKey, after);
          onClose();
        }}
        onConflict={() => queries.invalidateQueries({ queryKey: meKey })}
        onCancel={onClose}
        isGone={me.clinic.status !== act.from}
      />
    </Dialog>
  );
}
