/** What a newer policy would find, beside what stands: it waits for a person, and the care texts with it. */
import type { ReactNode } from 'react';
import type { BookingPage } from '../../shared/api/manager/booking-page.ts';
import { OutcomeBadge } from '../parts/outcome-badge.tsx';
import { Conditions } from './conditions.tsx';
import { FindingEntry } from './finding-entry.tsx';
import findingClasses from './finding-list.module.css';
import classes from './proposal.module.css';
import {
  type Decision,
  type DetailedFinding,
  detailFindings,
  type FindingDetails,
  isFoundIn,
} from './standing-findings.ts';

export function Proposal({ page }: { page: BookingPage }): ReactNode {
  const { proposed, booking, findings } = page;
  if (booking.proposal === undefined || proposed === undefined) return null;
  const standing = booking.decision;
  const newer = proposed.decision;
  return (
    <section className={classes.proposal} data-tone="warn" aria-labelledby="proposal">
      <h2 id="proposal">A newer policy would decide otherwise</h2>
      <p>
        Until somebody settles it, the care texts of this booking wait.
        {proposed.declinedBy === 'clinician' && ' Only a clinician may stay with the older policy.'}
      </p>
      {newer === undefined ? (
        <p>What it would find cannot be shown: version {booking.proposal.policyVersion} cannot be read.</p>
      ) : (
        <div className={classes.sides}>
          <Side
            title="As it stands"
            decision={standing}
            details={findings}
            markOf={(one) => (isFoundIn(newer, one) ? undefined : 'Would go')}
          />
          <Side
            title="By the newer policy"
            decision={newer}
            details={proposed.findings}
            markOf={(one) => (isFoundIn(standing, one) ? undefined : 'New')}
          />
        </div>
      )}
    </section>
  );
}

interface SideProps {
  title: string;
  decision: Decision | undefined;
  details: readonly FindingDetails[];
  /** What differs from the other side. */
  markOf: (one: DetailedFinding) => string | undefined;
}

function Side({ title, decision, details, markOf }: SideProps): ReactNode {
  const found = detailFindings(decision, details);
  const version = decision?.policyVersion;
  return (
    <div className={classes.side}>
      <h3>{version === undefined ? title : `${title} (version ${version})`}</h3>
      <p>
        <OutcomeBadge outcome={decision?.outcome} />
      </p>
      <Conditions decision={decision} />
      {found.length > 0 && (
        <ul className={findingClasses.list}>
          {found.map((one) => (
            <FindingEntry key={one.finding.id} one={one} mark={markOf(one)} />
          ))}
        </ul>
      )}
      {found.length === 0 && <p className={findingClasses.none}>Nothing stands against this visit.</p>}
      {decision?.open.map(({ question, text }) => (
        <p key={question}>
          No answer: <strong>{text}</strong>
        </p>
      ))}
    </div>
  );
}
