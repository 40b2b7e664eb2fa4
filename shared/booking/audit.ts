/** What a booking remembers of what happened to it: bounded, and the acts of staff stay longest. */
import { auditMax, type Booking } from './booking.ts';

export type AuditEntry = Booking['audit'][number];

/** Of the entries kept, the most that are acts: a storm of deliveries pushes none of them out, nor they everything else. */
export const auditedActsMax = auditMax / 2;

/** The booking with one more entry on record: seen from its next version on. */
export function audited(booking: Booking, entry: AuditEntry): Booking {
  return {
    ...booking,
    audit: withinBound([...booking.audit, entry]),
    recordedIn: booking.version + 1,
  };
}

/** Of both: the acts of the other are as much on record as its own. */
export function withActsOf(booking: Booking, other: Booking): Booking['audit'] {
  const known = new Set(booking.audit.map(({ click }) => click));
  const acts = other.audit.filter((one) => one.kind === 'act' && !known.has(one.click));
  if (acts.length === 0) return booking.audit;
  return withinBound([...acts, ...booking.audit].sort((a, b) => a.at - b.at));
}

/** Whether the click was taken before: the same one sent twice acts once. */
export function hasActed(booking: Booking, click: string): boolean {
  return actOfClick(booking, click) !== undefined;
}

/** The act that a click is on record for. */
export function actOfClick({ audit }: Booking, click: string): AuditEntry | undefined {
  return audit.find((entry) => entry.click === click);
}

function withinBound(audit: AuditEntry[]): AuditEntry[] {
  if (audit.length <= auditMax) return audit;
  const isAct = ({ kind }: AuditEntry) => kind === 'act';
  const crowd = audit.filter(isAct).length > auditedActsMax;
  const going = audit.findIndex((entry) => isAct(entry) === crowd);
  return withinBound(audit.filter((_, index) => index !== going));
}
