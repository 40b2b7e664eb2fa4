/** Folds what staff did into the booking: once per click, each act on record with who, why and when. */
import type { Step } from '../follow-up/step.ts';
import { audited, hasActed } from './audit.ts';
import { type Booking, overridesMax, requestsMax } from './booking.ts';
import type { StaffAct, StaffEvent } from './event.ts';
import { withTold, withVerdictShown } from './evolve-step.ts';
import { ruleOfId } from './finding.ts';
import { withLinksRenewed } from './link-series.ts';
import { withPokes } from './pokes.ts';

/** On record before the milestone of a text that staff asked for. */
export const askedForText = 'asked for the text ';

export function evolveStaff(booking: Booking, event: StaffEvent): Booking {
  const { act } = event;
  if (hasActed(booking, act.click)) return booking;
  switch (event.type) {
    case 'approved':
      return onRecord(withOverrides(booking, event), act, saidOfApproval(event));
    case 'proposal-settled':
      return settle(booking, event);
    case 'text-requested':
      return onRecord(withRequest(booking, event), act, `${askedForText}${event.milestone}`);
    case 'marked':
      return onRecord(mark(booking, event), act, `marked ${event.as}`);
    case 'called-off':
      return onRecord(callOff(booking, event), act, `called off by the ${event.by}`);
    case 'client-told':
      return onRecord(
        tell(booking, event),
        act,
        event.texts.length === 0 ? 'reached the client' : 'told the client',
      );
    case 'links-renewed':
      return onRecord(withLinksRenewed(booking), act, "renewed the client's links");
    case 'texts-stopped':
      return onRecord(stop(booking, act), act, 'stopped texts');
    case 'texts-allowed':
      return onRecord(withoutStop(booking), act, 'allowed texts');
    case 'phone-revealed':
      return lookedAt(booking, act, 'looked up how to reach the client');
    case 'exported':
      return lookedAt(booking, act, "exported the client's data");
    case 'erasure-asked':
      return onRecord(withErasureDue(booking, act), act, "asked for the client's erasure");
    case 'added':
      return onRecord(booking, act, 'added the booking');
  }
}

/** In the put that has it on record: whoever dies after it leaves work that is due. */
function withErasureDue(booking: Booking, { at }: StaffAct): Booking {
  const step: Step = {
    id: 'erase',
    act: { kind: 'check', what: 'erase' },
    state: { status: 'planned', from: at, dueAt: at, notAfter: Number.MAX_SAFE_INTEGER },
  };
  return { ...booking, steps: [...booking.steps.filter(({ id }) => id !== step.id), step] };
}

/** The booking with an act of staff on record. */
export function onRecord(booking: Booking, { what, at, by, why, click }: StaffAct, did: string): Booking {
  return audited(booking, { at, did, kind: 'act', by, why, what, click });
}

/** On record, but nothing that anybody else would have to see before they act. */
function lookedAt(booking: Booking, act: StaffAct, did: string): Booking {
  return { ...onRecord(booking, act, did), recordedIn: booking.recordedIn ?? Math.max(1, booking.version) };
}

type Approval = Extract<StaffEvent, { type: 'approved' }>;

function withOverrides(booking: Booking, { act, findings, clearance }: Approval): Booking {
  const { by, role, why, at } = act;
  const overrides = findings.map((finding) => ({
    finding,
    by,
    role,
    why,
    at,
    ...(clearance === undefined ? {} : { clearance }),
  }));
  return { ...booking, overrides: [...booking.overrides, ...overrides].slice(-overridesMax) };
}

/** Between the rules that one entry names. */
export const rulesJoin = ', ';
/** Longest list of rules one entry names, in characters. */
const rulesCharsMax = 160;

/** The rules alone: a finding's facts hold dates the client gave. One that no longer fits is left out whole. */
function saidOfApproval({ findings, clearance }: Approval): string {
  const rules = [...new Set(findings.map(ruleOfId))].reduce((said, rule) => {
    const longer = said === '' ? rule : `${said}${rulesJoin}${rule}`;
    return longer.length > rulesCharsMax ? said : longer;
  }, '');
  return clearance === undefined ? `approved ${rules}` : `recorded a clearance for ${rules}`;
}

function settle(booking: Booking, event: Extract<StaffEvent, { type: 'proposal-settled' }>): Booking {
  const { proposal, ...rest } = booking;
  if (proposal === undefined) return booking;
  const { policyVersion } = proposal;
  return event.accepted
    ? onRecord({ ...rest, policyVersion }, event.act, `took over policy ${policyVersion}`)
    : onRecord(
        { ...rest, declinedPolicy: policyVersion },
        event.act,
        `decided against policy ${policyVersion}`,
      );
}

function withRequest(booking: Booking, event: Extract<StaffEvent, { type: 'text-requested' }>): Booking {
  const { act, milestone, step, replaces } = event;
  const request = { step, milestone, at: act.at, ...(replaces === undefined ? {} : { replaces }) };
  return { ...booking, requests: [...(booking.requests ?? []), request].slice(-requestsMax) };
}

/** A visit that was called off was neither completed nor missed. After-care counts from the mark, or from the booked end where that was before. */
function mark(booking: Booking, { act, as }: Extract<StaffEvent, { type: 'marked' }>): Booking {
  if (booking.status === 'cancelled') return booking;
  const { completedAt: _before, ...rest } = booking;
  const marked = { ...rest, status: as, marked: { as, at: act.at } };
  const completedAt = Math.max(booking.startAt, Math.min(act.at, booking.endAt));
  return withPokes(as === 'completed' ? { ...marked, completedAt } : marked, act.at);
}

/** What is over already stays so. */
function callOff(booking: Booking, { act, by }: Extract<StaffEvent, { type: 'called-off' }>): Booking {
  if (booking.status !== 'pending' && booking.status !== 'accepted') return booking;
  return withPokes({ ...booking, status: 'cancelled', cancelledBy: by }, act.at);
}

/** Steps of their own, so that what is on record of the texts stays; what the client believes now is what they were told. */
function tell(booking: Booking, event: Extract<StaffEvent, { type: 'client-told' }>): Booking {
  const { texts, pauseFrom, act } = event;
  const steps = texts.map(
    ({ step, milestone }): Step => ({
      id: step,
      act: { kind: 'text', what: milestone },
      state: { status: 'told', at: act.at },
    }),
  );
  const reached: Booking = { ...booking, steps: [...booking.steps, ...steps], reachedAt: act.at };
  const known = steps.reduce((shown, { id }) => withVerdictShown(shown, id), reached);
  return pauseFrom === undefined ? known : withTold(known, { pauseFrom, at: act.at });
}

/** One that somebody else set before is theirs. */
function stop(booking: Booking, { at }: StaffAct): Booking {
  return booking.optedOutAt === undefined ? { ...booking, optedOutAt: at, stoppedBy: 'staff' } : booking;
}

/** Texts may go to the number again, or to another one: the send reads that number's own contact. */
export function withoutStop(booking: Booking): Booking {
  const { optedOutAt: _at, stoppedBy: _by, ...rest } = booking;
  return rest;
}
