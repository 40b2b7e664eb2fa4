/** The gate's specifications read given, when, then: events are folded in and decided one by one, as the shells do, and the decision is compared as people would say it. */
import { expect } from 'vitest';
import type { Booking } from '../../shared/booking/booking.ts';
import { decide, withDecided } from '../../shared/booking/decide.ts';
import type { BookingEvent } from '../../shared/booking/event.ts';
import { evolve, openBooking } from '../../shared/booking/evolve.ts';
import type { Finding, Outcome } from '../../shared/booking/finding.ts';
import type { Clinic } from '../../shared/clinic/clinic.ts';
import { botoxPolicy } from '../../shared/policy/defaults/botox.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import type { ClientVisit } from '../../shared/policy/evaluation.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { formatInstant, type Instant } from '../../shared/time/instant.ts';
import { aClinic, instantOf } from '../world/world.ts';

/** A decision as a case states it; what a case leaves out is not compared. */
export interface Said {
  outcome?: Outcome;
  /** Ids of the findings that gate. */
  gating?: string[];
  /** Rules of the notes that gate nothing. */
  advisories?: string[];
  /** Ids of the findings that an override approves. */
  approved?: string[];
  open?: string[];
  conditions?: { rule: string; pauseBy: string; toldAt?: string }[];
  eligibleFrom?: string | undefined;
  atStart?: Outcome | undefined;
  status?: Booking['status'];
}

interface World {
  clinic: Clinic;
  visits: readonly ClientVisit[];
  policy: Policy | undefined;
}

export interface When {
  then: (said: Said) => void;
  /** The booking itself, for what a decision does not say. */
  booking: () => Booking;
}

export interface Given {
  /** The client's other visits at the clinic, from then on. */
  and: (...visits: ClientVisit[]) => Given;
  under: (policy: Policy) => Given;
  in: (zone: string) => Given;
  /** What happens, each event decided at its own time; a text is an instant at which the gate only decides again. */
  when: (...happenings: (BookingEvent | string)[]) => When;
}

/** What happened before: the first event opens the booking. */
export function given(...events: BookingEvent[]): Given {
  return specify(events, { clinic: aClinic(), visits: [], policy: microneedlingPolicy });
}

function specify(events: readonly BookingEvent[], world: World): Given {
  return {
    and: (...visits) => specify(events, { ...world, visits: [...world.visits, ...visits] }),
    under: (policy) => specify(events, { ...world, policy }),
    in: (zone) => specify(events, { ...world, clinic: { ...world.clinic, zone } }),
    when: (...happenings) => {
      const booking = happen([...events, ...happenings], world);
      return {
        booking: () => booking,
        // biome-ignore lint/suspicious/noThenProperty: given, when, then reads so, and nobody awaits it
        then: (expected) => {
          const said = sayOf(booking);
          expect(said).toEqual({ ...said, ...expected });
        },
      };
    },
  };
}

function happen(happenings: readonly (BookingEvent | string)[], world: World): Booking {
  const [first, ...rest] = happenings;
  if (first === undefined || typeof first === 'string' || !('visit' in first)) {
    throw new Error('a specification begins with a booking');
  }
  const place = { clinicId: world.clinic.id, platform: 'standard', uid: 'visit-1' };
  const opened = decided(openBooking(place, first), world, first.at);
  return rest.reduce((booking, happening) => {
    const now = typeof happening === 'string' ? instantOf(happening) : timeOf(happening);
    return decided(typeof happening === 'string' ? booking : evolve(booking, happening), world, now);
  }, opened);
}

function decided(booking: Booking, world: World, now: Instant): Booking {
  const policy = policyOf(booking, world);
  return withDecided(booking, decide(booking, { visits: world.visits }, policy, world.clinic, now));
}

function policyOf({ treatment }: Booking, { policy }: World): Policy | undefined {
  if (treatment === undefined) return undefined;
  return treatment === botoxPolicy.treatment ? botoxPolicy : policy;
}

function timeOf(event: BookingEvent): Instant {
  if ('act' in event && event.act !== undefined) return event.act.at;
  if ('at' in event) return event.at;
  throw new Error(`${event.type} has no time of its own`);
}

function sayOf({ decision, atStart, status }: Booking): Required<Said> {
  if (decision === undefined) throw new Error('nothing was decided');
  const standing = decision.findings.filter((one) => one.approved === undefined);
  const ids = (findings: readonly Finding[]) => findings.map(({ id }) => id);
  return {
    outcome: decision.outcome,
    gating: ids(standing.filter((one) => one.outcome !== 'advisory')),
    advisories: decision.findings.filter((one) => one.outcome === 'advisory').map(({ rule }) => rule),
    approved: ids(decision.findings.filter((one) => one.approved === true)),
    open: decision.open,
    conditions: decision.conditions.map(({ rule, pauseBy, toldAt }) => ({
      rule,
      pauseBy: formatInstant(pauseBy),
      ...(toldAt === undefined ? {} : { toldAt: formatInstant(toldAt) }),
    })),
    eligibleFrom: decision.eligibleFrom === undefined ? undefined : formatInstant(decision.eligibleFrom),
    atStart,
    status,
  };
}
