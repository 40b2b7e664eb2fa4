/** The findings of a verdict, each with what the page says of it beside the booking's view: those that hold a booking back, and what a newer policy would change in them. */
import type { BookingPage } from '../../shared/api/manager/booking-page.ts';
import type { Role } from '../../shared/api/manager/role.ts';

export type Decision = NonNullable<BookingPage['booking']['decision']>;
export type FindingView = Decision['findings'][number];
export type FindingDetails = BookingPage['findings'][number];

export interface DetailedFinding {
  finding: FindingView;
  details: FindingDetails | undefined;
}

const gravestFirst = ['blocked', 'review', 'advisory'];

/** What holds the booking back first, what somebody approved last. */
export function detailFindings(
  decision: Decision | undefined,
  details: readonly FindingDetails[],
): DetailedFinding[] {
  return (decision?.findings ?? [])
    .map((finding) => ({ finding, details: details.find(({ id }) => id === finding.id) }))
    .sort((one, other) => rankOf(one) - rankOf(other));
}

function rankOf({ finding }: DetailedFinding): number {
  return gravestFirst.indexOf(finding.outcome) + (finding.approved ? gravestFirst.length : 0);
}

/** An advisory holds nothing back, nor does what is approved. */
export function findStanding(page: BookingPage): DetailedFinding[] {
  return detailFindings(page.booking.decision, page.findings).filter(
    ({ finding }) => !finding.approved && finding.outcome !== 'advisory',
  );
}

/** Whether this reader may approve it; what nobody said is kept for a clinician. */
export function mayApprove({ details }: DetailedFinding, role: Role): boolean {
  if (role === 'viewer') return false;
  return role === 'clinician' || details?.overridableBy === 'manager';
}

/** Only those that still stand: a booking that was loaded anew may have lost some. */
export function keepStanding(chosen: readonly string[], standing: readonly DetailedFinding[]): string[] {
  return chosen.filter((id) => standing.some(({ finding }) => finding.id === id));
}

/** Whether another verdict has the same finding, to the same effect. */
export function isFoundIn(decision: Decision | undefined, { finding }: DetailedFinding): boolean {
  return (decision?.findings ?? []).some(
    ({ id, outcome, approved, eligibleFrom }) =>
      id === finding.id &&
      outcome === finding.outcome &&
      approved === finding.approved &&
      eligibleFrom === finding.eligibleFrom,
  );
}
