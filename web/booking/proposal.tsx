/** A newer version of the rules that would decide otherwise: waits for a person, and the care texts with it. */
import type { ReactNode } from 'react';
import type { BookingPage } from '../../shared/api/manager/booking-page.ts';
import { sayOutcomeName } from './outcome-words.ts';
import classes from './proposal.module.css';

export function Proposal({ page }: { page: BookingPage }): ReactNode {
  const { proposal } = page.booking;
  if (proposal === undefined) return null;
  return (
    <section className={classes.proposal} data-tone="warn">
      <h2>Newer rules would decide otherwise</h2>
      <p>
        By version {proposal.policyVersion}: {sayOutcomeName(proposal.outcome)}. The care texts wait until
        somebody settles it.
        {page.declinedBy === 'clinician' && ' Only a clinician may stay with the older rules.'}
      </p>
    </section>
  );
}
