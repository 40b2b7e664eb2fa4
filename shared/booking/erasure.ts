/** What stays of a booking whose client is erased, and whose bookings go: pure, so that every pass of an erasure comes to the same. */
import { createHash } from 'node:crypto';
import type { ActName } from '../api/manager/act-name.ts';
import { nameKey } from '../text/person-name.ts';
import type { Instant } from '../time/instant.ts';
import type { AuditEntry } from './audit.ts';
import { auditMax, type Booking } from './booking.ts';
import type { Alias, Erased, Moved } from './key-space.ts';

/** Who had the client erased, and when; why is free text that may name the person, so it is not kept. */
export interface Erasure {
  by: string;
  click: string;
  at: Instant;
}

/** Letters of a name's hash: no two names of one number share it. */
const hashChars = 22;

/** A person's comparable name under a salt of the erasure's own: the job need not hold the name. Empty where the name has no letters: that is nobody's. */
export function personHash(salt: string, comparableName: string): string {
  if (comparableName === '') return '';
  return createHash('sha256').update(`${salt} ${comparableName}`).digest('base64url').slice(0, hashChars);
}

/** Whether a booking is the person's and was there when they were erased: who books anew is a client again. */
export function goesWith(
  { client, createdAt, order }: Booking,
  person: { salt: string; hash: string; at: Instant },
): boolean {
  const isTheirs = person.hash !== '' && personHash(person.salt, nameKey(client.name)) === person.hash;
  return isTheirs && Math.min(createdAt, order.stamp) <= person.at;
}

/** Steps by id and state, acts and deliveries by time and kind: nothing of who it was or what was answered. */
export function erasedBooking(booking: Booking, erasure: Erasure): Erased {
  const { clinicId, platform, uid } = booking;
  const steps = booking.steps.filter(({ act }) => act.what !== 'erase');
  const kept = booking.audit.filter(({ kind }) => kind === 'act' || kind === 'delivery').map(withoutPerson);
  return {
    type: 'erased',
    clinicId,
    platform,
    uid,
    version: booking.version + 1,
    at: erasure.at,
    steps: steps.map(({ id, state }) => ({ id, status: state.status })),
    audit: [...kept, recordOf(erasure)].slice(-auditMax),
  };
}

/** Another uid of an erased booking stays what it leads to. */
export function erasedPointer({ clinicId, platform, uid, version }: Alias | Moved, erasure: Erasure): Erased {
  const place = { clinicId, platform, uid, version: version + 1 };
  return { type: 'erased', ...place, at: erasure.at, steps: [], audit: [recordOf(erasure)] };
}

const didErase = 'erased the client';
const erasing: ActName = 'erase-client';

/** As staff asked for it last. */
export function erasureAsked({ audit }: Booking): Erasure | undefined {
  const entry = audit.findLast(({ what }) => what === erasing);
  if (entry === undefined) return undefined;
  return { by: entry.by ?? 'unknown', click: entry.click ?? '', at: entry.at };
}

/** The erasure again, from what it left: for a table that was put back to a time before it. */
export function erasureOf({ at, audit = [] }: Erased): Erasure {
  const entry = audit.findLast(({ did }) => did === didErase);
  return { by: entry?.by ?? 'unknown', click: entry?.click ?? '', at };
}

function recordOf({ by, click, at }: Erasure): AuditEntry {
  return { at, did: didErase, kind: 'act', by, what: erasing, click };
}

/** An approval names rules, and a rule says what somebody suffers from: what stays of each of these acts. */
const tellingActs = [
  { what: 'approve-findings', start: 'approved ', stays: 'approved findings' },
  { what: 'record-clearance', start: 'recorded a clearance ', stays: 'recorded a clearance' },
] as const satisfies readonly { what: ActName; start: string; stays: string }[];

/** An entry that does not name its act, as older ones, is told by its words. */
function withoutPerson({ at, did, kind, by, what, click }: AuditEntry): AuditEntry {
  const telling = tellingActs.find((one) =>
    what === undefined ? did.startsWith(one.start) : what === one.what,
  );
  return {
    at,
    did: telling?.stays ?? did,
    ...(kind === undefined ? {} : { kind }),
    ...(by === undefined ? {} : { by }),
    ...(what === undefined ? {} : { what }),
    ...(click === undefined ? {} : { click }),
  };
}
