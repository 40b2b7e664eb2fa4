/** What no text could say, and staff said instead: each of those texts counts as said from then on. */
import { isUnreached, untoldTexts } from '../follow-up/notices.ts';
import { requestIdOf, stepIdOf } from '../follow-up/text-identity.ts';
import { resolvePauseFrom } from '../follow-up/visit-dates.ts';
import {
  type ActSituation,
  type NamedAct,
  type PlannedAct,
  planned,
  refused,
  type Staff,
  staffAct,
} from './asked-act.ts';

/** For the facts as they are: another block, another time or a text that fails later is said anew. */
export function planTold(asked: NamedAct, staff: Staff, situation: ActSituation): PlannedAct {
  const { booking, policy, clinic, now } = situation;
  const untold = untoldTexts(booking, now);
  if (untold.length === 0 && !isUnreached(booking, now))
    return refused('act', 'expected a text that did not arrive, or that cannot go out');
  const dayBefore = stepIdOf('day-before', booking);
  const pause = untold.some(({ id }) => id === dayBefore)
    ? { pauseFrom: resolvePauseFrom(policy, booking.startAt, clinic.zone) }
    : {};
  const texts = untold.map(({ id, milestone }) => ({ step: requestIdOf(id, asked.click), milestone }));
  return planned({ type: 'client-told', texts, ...pause, act: staffAct(staff, asked, now) });
}
