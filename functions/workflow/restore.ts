/** After the table was put back to an earlier state: clinics hold their texts, learn what may have been done since, take over what the table before it knew of opt-outs, and go on. */
import { isDeepStrictEqual } from 'node:util';
import type { Clinic } from '../../shared/clinic/clinic.ts';
import type { Contact } from '../../shared/follow-up/contact.ts';
import { mergeContacts } from '../../shared/follow-up/merge-contacts.ts';
import { type AttentionKind, keyOf, keys } from '../../shared/store/item.ts';
import { dayMs, type Instant } from '../../shared/time/instant.ts';
import { type Delivery, type OpenDelivery, openDays } from '../../shared/webhook/delivery.ts';
import { racesMax } from './change-booking.ts';
import { changeClinic, type Mistake } from './change-clinic.ts';
import type { BookingDeps } from './deps.ts';
import { ContentionError } from './errors.ts';
import { readItems } from './load.ts';
import { showOpt } from './show-opt.ts';

export type ClinicMoved =
  | { moved: 'changed' | 'as-it-was'; status: Clinic['status'] }
  | { moved: 'not'; why: 'unknown' | 'unreadable' | 'conflict' }
  | { moved: 'not'; why: 'refused'; mistakes: Mistake[] };

/** For the table that is to be replaced: nothing is published from it any more. A paused or removed clinic texts nobody anyway, and a notice to a paused one's staff that is said twice harms nobody. */
export function holdTexts(deps: BookingDeps, clinicId: string): Promise<ClinicMoved> {
  return moveClinic(deps, clinicId, (clinic) =>
    clinic.status === 'active' ? { status: 'restoring' } : undefined,
  );
}

/** For the restored table, before anything works on it. `restoredAt`: until when the table before it may have been acted on; of two the later holds. */
export function markRestored(deps: BookingDeps, clinicId: string, restoredAt: Instant): Promise<ClinicMoved> {
  return moveClinic(deps, clinicId, (clinic) => {
    const isMarked = clinic.restoredAt !== undefined && clinic.restoredAt >= restoredAt;
    if (isMarked && clinic.status !== 'active') return undefined;
    return {
      restoredAt: Math.max(restoredAt, clinic.restoredAt ?? 0),
      ...(clinic.status === 'active' ? { status: 'restoring' } : {}),
    };
  });
}

/** For what the contacts of the table before show: texts that went out later than was said when the clinic was marked. */
export function extendRestored(deps: BookingDeps, clinicId: string, sentAt: Instant): Promise<ClinicMoved> {
  return moveClinic(deps, clinicId, ({ restoredAt }) =>
    restoredAt !== undefined && sentAt >= restoredAt ? { restoredAt: sentAt + 1 } : undefined,
  );
}

/** What waited goes out as far as it is in time. */
export function resumeTexts(deps: BookingDeps, clinicId: string): Promise<ClinicMoved> {
  return moveClinic(deps, clinicId, (clinic) =>
    clinic.status === 'restoring' ? { status: 'active' } : undefined,
  );
}

/** By the way every change of a clinic goes, so that its open bookings are all looked at; `undefined`: nothing is to be changed. */
async function moveClinic(
  deps: BookingDeps,
  clinicId: string,
  settingsOf: (clinic: Clinic) => Record<string, unknown> | undefined,
): Promise<ClinicMoved> {
  for (let race = 0; race < racesMax; race += 1) {
    const [clinic] = await deps.store.get([keys.clinic(clinicId)]);
    if (clinic?.type === 'unreadable') return { moved: 'not', why: 'unreadable' };
    if (clinic?.type !== 'clinic') return { moved: 'not', why: 'unknown' };
    const settings = settingsOf(clinic);
    if (settings === undefined) return { moved: 'as-it-was', status: clinic.status };
    const changed = await changeClinic(deps, clinicId, { settings });
    if (changed.changed) return { moved: 'changed', status: changed.clinic.status };
    if (changed.why === 'refused') return { moved: 'not', why: 'refused', mistakes: changed.mistakes };
    if (changed.why === 'unknown') return { moved: 'not', why: 'unknown' };
  }
  return { moved: 'not', why: 'conflict' };
}

/** What the table before knew of a number: its opt-out, and what was texted to it, so that neither is forgotten. Doing it again changes nothing. */
export async function importContact(
  deps: BookingDeps,
  before: Contact,
): Promise<{ imported: boolean; optedOut: boolean }> {
  for (let race = 0; race < racesMax; race += 1) {
    const [item] = await readItems(deps, [keyOf(before)]);
    const here = item?.type === 'contact' ? item : undefined;
    const merged = here === undefined ? before : mergeContacts(here, before);
    const isKnown = here !== undefined && isDeepStrictEqual(merged, here);
    const next = { ...merged, version: (here?.version ?? 0) + 1 };
    if (!isKnown && (await deps.store.put(next, here?.version ?? 'absent')).put === 'conflict') continue;
    const optedOut = next.optedOut !== undefined;
    // Also where the contact was known: an import that was broken off may not have come to the bookings.
    if (optedOut || here?.optedOut !== undefined) {
      await showOpt(deps, next, next.optChangedAt ?? deps.clock.now());
    }
    return { imported: !isKnown, optedOut };
  }
  throw new ContentionError('contact');
}

/** A delivery that only the table before knows is worked on anew, by the sweep, as if its worker had not come back; one that led to nothing, or whose client was erased, is kept as its answer, and a refused one is listed for staff again. */
export async function importDelivery(
  deps: BookingDeps,
  before: Delivery,
): Promise<'reopened' | 'kept' | 'known'> {
  const isOpen =
    before.status === 'received' ||
    (before.status === 'done' && before.answer.status !== 'ignored' && before.body !== undefined);
  const item = isOpen ? reopened(before, deps.clock.now()) : { ...before, version: 1 };
  const attention: AttentionKind[] = item.status === 'refused' ? ['refused-delivery'] : [];
  if ((await deps.store.put(item, 'absent', attention)).put === 'conflict') return 'known';
  return isOpen ? 'reopened' : 'kept';
}

function reopened(before: Exclude<Delivery, { status: 'refused' }>, now: Instant): OpenDelivery {
  const { type, clinicId, platform, id, receivedAt, bodyHash, body } = before;
  return {
    type,
    clinicId,
    platform,
    id,
    version: 1,
    receivedAt,
    bodyHash,
    ...(body === undefined ? {} : { body }),
    expiresAt: now + openDays * dayMs,
    status: 'received',
    leaseUntil: now,
    tries: 0,
  };
}
