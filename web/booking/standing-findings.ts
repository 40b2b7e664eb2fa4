/** The findings that hold a booking back, each with what the page says of it beside the booking's view. */
import type { BookingPage } from '../../shared/api/manager/booking-page.ts';
import type { Role } from '../../shared/api/manager/role.ts';

export type FindingView = NonNullable<BookingPage['booking']['decision']>['findings'][number];
export type FindingDetails = BookingPage['findings'][number];

export interface DetailedFinding {
  finding: FindingView;
  details: FindingDetails | undefined;
}

export function detailFindings(page: BookingPage): DetailedFinding[] {
  return (page.booking.decision?.findings ?? []).map((finding) => ({
    finding,
    details: page.findings.find(({ id }) => id === finding.id),
  }));
}

/** An advisory holds nothing back, nor does what is approved. */
export function findStanding(page: BookingPage): DetailedFinding[] {
  return detailFindings(page).filter(({ finding }) => !finding.approved && finding.outcome !== 'advisory');
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
