/** The clinic, what a search finds, and a day's visits, as they are shown. */
import type { Booking, Override } from '../../../booking/booking.ts';
import { type Finding, isGeneral } from '../../../booking/finding.ts';
import { referenceOf } from '../../../booking/reference.ts';
import type { Clinic } from '../../../clinic/clinic.ts';
import type { Policy } from '../../../policy/policy.ts';
import { formatInstant, type Instant } from '../../../time/instant.ts';
import type { ClinicView, DayView, SearchFound } from '../clinic-view.ts';
import { sayFinding, sayHeldBack } from './say-attention.ts';
import { sayBooked } from './say-booked.ts';

/** Treatments with the titles of their published policies. */
export type Treatments = ClinicView['clinic']['treatments'];

/** The clinic as its staff see it. */
export function viewClinic(asked: {
  clinic: Clinic;
  you: ClinicView['you'];
  treatments: Treatments;
  now: Instant;
}): ClinicView {
  const { clinic, you, treatments, now } = asked;
  const { id, brand, zone, language, status } = clinic;
  const last = clinic.acts?.at(-1);
  const paused =
    status === 'paused' && last?.did === 'paused'
      ? { paused: { by: last.by, why: last.why, at: formatInstant(last.at) } }
      : {};
  return {
    you,
    clinic: { id, brand, zone, language, status, ...paused, treatments },
    now: formatInstant(now),
  };
}

/** One line of a search. */
export function viewFound(booking: Booking, policy: Policy | undefined): SearchFound['found'][number] {
  const { client, decision } = booking;
  return {
    ref: referenceOf(booking),
    name: client.name,
    service: sayBooked(booking, policy),
    status: booking.status,
    ...(decision === undefined ? {} : { outcome: decision.outcome }),
    startAt: formatInstant(booking.startAt),
    ...(client.phone === undefined ? {} : { phone: client.phone.slice(-4) }),
  };
}

/** A visit of the day's sheet, with what it is said by. */
export interface DayVisitAsked {
  booking: Booking;
  policy: Policy | undefined;
  zone: string;
}

/** One visit of the day's sheet; `undefined` for one that is called off. */
export function viewDayVisit(asked: DayVisitAsked): DayView['visits'][number] | undefined {
  const { booking } = asked;
  const { decision, status } = booking;
  if (status === 'cancelled') return undefined;
  const why = sayHeldBack(asked);
  return {
    ref: referenceOf(booking),
    startAt: formatInstant(booking.startAt),
    endAt: formatInstant(booking.endAt),
    name: booking.client.name,
    service: sayBooked(booking, asked.policy),
    status,
    ...(decision === undefined ? {} : { outcome: decision.outcome }),
    advisories: advisoriesOf(asked),
    ...(why === undefined ? {} : { why }),
    approved: approvalsOf(asked),
  };
}

/** For the technician, of this client. */
function advisoriesOf(asked: DayVisitAsked): string[] {
  return advisoryFindings(asked)
    .filter((one) => !isGeneral(one))
    .map((one) => sayFinding(one, asked));
}

/** What stands on each of a day's visits for a treatment, once for all: said of everybody, it hides what is said of one. */
export function viewGeneral(visits: readonly DayVisitAsked[]): DayView['general'] {
  const all = visits
    .filter(({ booking }) => booking.status !== 'cancelled')
    .flatMap((asked) =>
      advisoryFindings(asked)
        .filter(isGeneral)
        .map((one) => ({ service: sayBooked(asked.booking, asked.policy), says: sayFinding(one, asked) })),
    );
  return all.filter(
    ({ service, says }, index) =>
      all.findIndex((one) => one.service === service && one.says === says) === index,
  );
}

/** What only the texts carry stays out. */
function advisoryFindings({ booking, policy }: DayVisitAsked): Finding[] {
  const shown = (policy?.rules ?? []).filter(
    (rule) => rule.kind === 'advisory' && rule.shownOn === 'booking',
  );
  const findings = booking.decision?.findings ?? [];
  return findings.filter((one) => one.outcome === 'advisory' && shown.some(({ id }) => id === one.rule));
}

function approvalsOf(asked: DayVisitAsked): DayView['visits'][number]['approved'] {
  const findings = asked.booking.decision?.findings ?? [];
  return findings.flatMap((one) => {
    const approval = one.approved === true ? approvalOf(asked.booking, one.id) : undefined;
    if (approval === undefined) return [];
    return [{ finding: sayFinding(one, asked), by: approval.by, why: approval.why }];
  });
}

/** The latest approval of a finding. */
export function approvalOf(booking: Booking, finding: string): Override | undefined {
  return booking.overrides.findLast((one) => one.finding === finding);
}
