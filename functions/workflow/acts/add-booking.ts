/** Adds a booking that was agreed on by telephone or at the desk: like any platform's, with who wrote it down on record. */
import { createHash } from 'node:crypto';
import type { NewBooking } from '../../../shared/api/manager/act.ts';
import { actOfClick } from '../../../shared/booking/audit.ts';
import type { StaffAct } from '../../../shared/booking/event.ts';
import { readNewBooking } from '../../../shared/booking/new-booking.ts';
import type { Place } from '../../../shared/booking/place-event.ts';
import type { Clinic } from '../../../shared/clinic/clinic.ts';
import { ownPlatform } from '../../../shared/platforms/own-platform.ts';
import { type PlatformEvent, ranks } from '../../../shared/platforms/platform.ts';
import { keys } from '../../../shared/store/item.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import { shortId } from '../about-item.ts';
import { loadStandpoint, type Standpoint } from '../change-booking.ts';
import { applyEvent } from '../deliveries/apply-event.ts';
import { lookAhead } from '../deliveries/look-ahead.ts';
import { type DeliveryDeps, keyOfPlace } from '../deps.ts';
import { ClinicSecretsMissingError, ContentionError } from '../errors.ts';
import { readItems } from '../load.ts';
import { clickTaken, isSameAct } from './act-as-seen.ts';
import type { Acted, ActingStaff } from './acted.ts';

const adding = 'add-booking';

/** Letters of a uid: 96 bits of a hash. */
const uidChars = 16;

/** The same person's click is the same booking, however often it is sent. */
export async function addBooking(
  deps: DeliveryDeps,
  who: ActingStaff,
  asked: NewBooking,
  now: Instant,
): Promise<Acted<Standpoint>> {
  const place = { clinicId: who.clinicId, platform: ownPlatform, uid: uidOf(who.clinicId, asked.click) };
  const [clinic, standing] = await readItems(deps, [keys.clinic(who.clinicId), keyOfPlace(place)]);
  if (clinic?.type !== 'clinic' || standing?.type === 'erased') return { acted: 'no', why: 'unknown' };
  if (standing !== undefined) {
    const known = await loadStandpoint(deps, place);
    return known === undefined ? { acted: 'no', why: 'unknown' } : answerOf('repeated', known, who, asked);
  }
  if (clinic.status === 'removed') {
    return {
      acted: 'no',
      why: 'refused',
      mistakes: [{ path: 'clinic', expected: 'expected a clinic in use' }],
    };
  }
  const reading = readNewBooking(asked, clinic, now);
  if (reading.read === 'mistakes') return { acted: 'no', why: 'refused', mistakes: reading.mistakes };
  const event: PlatformEvent = {
    happened: 'confirmed',
    uid: place.uid,
    order: { stamp: now, rank: ranks.confirmed },
    details: reading.details,
  };
  await open(deps, place, {
    event,
    clinic,
    act: { what: adding, ...who.staff, why: asked.why, click: asked.click, at: now },
  });
  const added = await loadStandpoint(deps, place);
  if (added === undefined) throw new ContentionError(keyOfPlace(place));
  return answerOf('done', added, who, asked);
}

/** The booking that stands for a click; not to somebody whose own it is not, as after two at the same moment. */
function answerOf(
  acted: 'done' | 'repeated',
  result: Standpoint,
  { staff }: ActingStaff,
  { click }: NewBooking,
): Acted<Standpoint> {
  const taken = actOfClick(result.booking, click);
  // So many acts since that the first one is off the record: no less the click's booking.
  if (taken === undefined) return { acted, result };
  return isSameAct(taken, { act: adding }, staff.by) ? { acted, result } : clickTaken;
}

function uidOf(clinicId: string, click: string): string {
  return createHash('sha256').update(`${clinicId} ${click}`).digest('base64url').slice(0, uidChars);
}

/** By the way of every event: client keys, other visits, policy, decision, texts, and a stop that the number had said before. */
async function open(
  deps: DeliveryDeps,
  { clinicId, platform }: Place,
  { event, clinic, act }: { event: PlatformEvent; clinic: Clinic; act: StaffAct },
): Promise<void> {
  const secrets = await deps.secrets.ofClinic(clinicId);
  if (secrets === undefined) throw new ClinicSecretsMissingError();
  const ahead = await lookAhead(deps, { clinicId, platform }, event, secrets);
  await applyEvent(deps, {
    event,
    clinic,
    platform,
    secret: secrets.clientKey,
    delivery: shortId({ platform, id: act.click }),
    receivedAt: act.at,
    now: act.at,
    added: act,
    ...(ahead === undefined ? {} : { ahead }),
  });
}
