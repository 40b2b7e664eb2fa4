/** What an act is judged by, from what is stored: the same for the act itself and for the page that offers it. */
import type { ActSituation } from '../../../shared/booking/asked-act.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import type { Standpoint } from '../change-booking.ts';
import type { BookingDeps } from '../deps.ts';
import { publishedVersion } from '../load.ts';

/** Without facts, as for a row of a list, what a newer policy proposes is not looked at. */
export async function situationOf(
  deps: BookingDeps,
  { booking, clinic, policy, facts }: Omit<Standpoint, 'facts'> & Partial<Pick<Standpoint, 'facts'>>,
  now: Instant,
): Promise<ActSituation> {
  const { treatment, proposal } = booking;
  if (treatment === undefined) return { booking, clinic, policy, now };
  const version = publishedVersion(clinic, treatment);
  const published = version === undefined ? undefined : await deps.policies.of(clinic.id, treatment, version);
  if (proposal === undefined || facts === undefined) return { booking, clinic, policy, published, now };
  const newer = await deps.policies.of(clinic.id, treatment, proposal.policyVersion);
  return { booking, clinic, policy, published, proposed: { policy: newer, facts }, now };
}
