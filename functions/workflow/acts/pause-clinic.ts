/** Pauses a clinic's texts and lets them go out again, with who did it on the clinic's own record. */
import type { ClinicAct } from '../../../shared/api/manager/act.ts';
import { onRecordAs } from '../../../shared/booking/asked-act.ts';
import { type Clinic, clinicActsMax } from '../../../shared/clinic/clinic.ts';
import { keys } from '../../../shared/store/item.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import { racesMax } from '../change-booking.ts';
import { changeClinic } from '../change-clinic.ts';
import type { BookingDeps } from '../deps.ts';
import { ContentionError } from '../errors.ts';
import { readItems } from '../load.ts';
import { clickTaken, isSameAct } from './act-as-seen.ts';
import type { Acted, ActingStaff } from './acted.ts';

export type PauseAsked = ClinicAct & { act: 'pause-texts' | 'resume-texts' };

/** By the way every change of a clinic goes, so that its open bookings are planned again. */
export async function pauseClinic(
  deps: BookingDeps,
  who: ActingStaff,
  asked: PauseAsked,
  now: Instant,
): Promise<Acted<Clinic>> {
  const { clinicId } = who;
  for (let race = 0; race < racesMax; race += 1) {
    const [clinic] = await readItems(deps, [keys.clinic(clinicId)]);
    if (clinic?.type !== 'clinic') return { acted: 'no', why: 'unknown' };
    const acts = clinic.acts ?? [];
    const taken = acts.find(({ click }) => click === asked.click);
    if (taken !== undefined) {
      const { did, by } = taken;
      return isSameAct({ what: did, by }, { act: didOf(asked) }, who.staff.by)
        ? { acted: 'repeated', result: clinic }
        : clickTaken;
    }
    const why = whyNot(clinic, asked);
    if (why !== undefined) return why;
    const act = {
      did: didOf(asked),
      by: onRecordAs(who.staff.by),
      why: asked.why,
      at: now,
      click: asked.click,
    };
    const status = asked.act === 'pause-texts' ? 'paused' : 'active';
    const settings = { status, acts: [...acts, act].slice(-clinicActsMax) };
    const changed = await changeClinic(deps, clinicId, { settings, seen: clinic.version });
    if (changed.changed) return { acted: 'done', result: changed.clinic };
    if (changed.why === 'unknown') return { acted: 'no', why: 'unknown' };
    if (changed.why === 'refused') return { acted: 'no', why: 'refused', mistakes: changed.mistakes };
  }
  throw new ContentionError(keys.clinic(clinicId));
}

function didOf({ act }: PauseAsked): 'paused' | 'resumed' {
  return act === 'pause-texts' ? 'paused' : 'resumed';
}

/** What was done already is somebody else's act; a clinic that is being restored or was removed is its operator's. */
function whyNot(clinic: Clinic, asked: PauseAsked): Extract<Acted<never>, { acted: 'no' }> | undefined {
  const [from, to] = asked.act === 'pause-texts' ? ['active', 'paused'] : ['paused', 'active'];
  if (clinic.status === from) return undefined;
  const last = clinic.acts?.at(-1);
  if (clinic.status === to && last?.did === didOf(asked)) {
    return {
      acted: 'no',
      why: 'conflict',
      latest: { did: `${last.did} the texts`, by: last.by, at: last.at },
    };
  }
  const expected = `expected a clinic that is ${from}; this one is ${clinic.status}`;
  return { acted: 'no', why: 'refused', mistakes: [{ path: 'clinic', expected }] };
}
