/** Pauses all of the clinic's texts, or lets them go again: with a reason, as every act. */
import { useQueryClient } from '@tanstack/react-query';
import { useApi } from '../api/use-api.ts';
import { ReasonDialog, type Reasoned } from '../parts/reason-dialog.tsx';
import { meKey } from './clinic-gate.tsx';

export function PauseTextsDialog({ onClose }: { onClose: () => void }) {
  const send = useClinicAct('POST /v1/manager/clinics/{clinicId}/pause-texts');
  return (
    <ReasonDialog title="Pause the clinic's texts" action="Pause texts" onClose={onClose} send={send}>
      <p>
        No client gets a text until somebody resumes them. Advice that falls due meanwhile is not sent later.
        Clients who have to be called come on the list, and by e-mail.
      </p>
    </ReasonDialog>
  );
}

export function ResumeTextsDialog({ onClose }: { onClose: () => void }) {
  const send = useClinicAct('POST /v1/manager/clinics/{clinicId}/resume-texts');
  return (
    <ReasonDialog title="Resume the clinic's texts" action="Resume texts" onClose={onClose} send={send}>
      <p>
        Texts that are still in time go out again from now on. What clients missed about their bookings is
        said now where it still holds; missed advice is not.
      </p>
    </ReasonDialog>
  );
}

type ClinicAct =
  | 'POST /v1/manager/clinics/{clinicId}/pause-texts'
  | 'POST /v1/manager/clinics/{clinicId}/resume-texts';

function useClinicAct(route: ClinicAct): (reasoned: Reasoned) => Promise<void> {
  const { call, me } = useApi();
  const queries = useQueryClient();
  return async (reasoned) => {
    try {
      queries.setQueryData(meKey, await call(route, { params: { clinicId: me.clinic.id }, body: reasoned }));
    } catch (refused) {
      // Somebody else may have been first: the page then shows what they did.
      await queries.invalidateQueries({ queryKey: meKey });
      throw refused;
    }
  };
}
