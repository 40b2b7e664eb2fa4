/** Every finding of the gate as the booking stands, with what the client reads of it. */
import type { ReactNode } from 'react';
import type { BookingPage } from '../../shared/api/manager/booking-page.ts';
import { FindingEntry } from './finding-entry.tsx';
import classes from './finding-list.module.css';
import { detailFindings } from './standing-findings.ts';

export function FindingList({ page }: { page: BookingPage }): ReactNode {
  const { decision, client } = page.booking;
  const findings = detailFindings(decision, page.findings);
  if (findings.length === 0) return <p className={classes.none}>Nothing stands against this visit.</p>;
  return (
    <ul className={classes.list}>
      {findings.map((one) => (
        <FindingEntry key={one.finding.id} one={one}>
          <p className={classes.soft}>
            The client reads: <q lang={client.language}>{one.finding.reasons.client}</q>
          </p>
        </FindingEntry>
      ))}
    </ul>
  );
}
