/** Every finding of the gate: why, from when it passes, who may approve it, and who did. */
import type { ReactNode } from 'react';
import type { BookingPage } from '../../shared/api/manager/booking-page.ts';
import { TimeText } from '../parts/time-text.tsx';
import { ToneBadge } from '../parts/tone-badge.tsx';
import classes from './finding-list.module.css';
import { toneOfFinding, wordOfFinding } from './outcome-words.ts';
import { type DetailedFinding, detailFindings } from './standing-findings.ts';

/** What holds the booking back first, what somebody approved last. */
const gravestFirst = ['blocked', 'review', 'advisory'];

export function FindingList({ page }: { page: BookingPage }): ReactNode {
  const findings = detailFindings(page).sort((one, other) => rankOf(one) - rankOf(other));
  if (findings.length === 0) return <p className={classes.none}>Nothing stands against this visit.</p>;
  return (
    <ul className={classes.list}>
      {findings.map((one) => (
        <FindingEntry key={one.finding.id} one={one} language={page.booking.client.language} />
      ))}
    </ul>
  );
}

function rankOf({ finding }: DetailedFinding): number {
  return gravestFirst.indexOf(finding.outcome) + (finding.approved ? gravestFirst.length : 0);
}

function FindingEntry({ one, language }: { one: DetailedFinding; language: string }): ReactNode {
  const { finding, details } = one;
  const tone = toneOfFinding(finding);
  return (
    <li className={classes.finding} data-tone={tone}>
      <ToneBadge tone={tone}>{wordOfFinding(finding)}</ToneBadge>
      <p className={classes.reason}>{finding.reasons.manager}</p>
      {finding.eligibleFrom !== undefined && (
        <p>
          Fine from{' '}
          <strong>
            <TimeText at={finding.eligibleFrom} form="day-and-time" />
          </strong>
        </p>
      )}
      {details?.approval !== undefined && <Approval approval={details.approval} />}
      {details !== undefined && !finding.approved && finding.outcome !== 'advisory' && (
        <p className={classes.soft}>
          {details.overridableBy === 'clinician'
            ? 'Only a clinician may approve it.'
            : 'A manager or a clinician may approve it.'}
          {details.isClearance && " A doctor's note clears it."}
        </p>
      )}
      <p className={classes.soft}>
        The client reads: <q lang={language}>{finding.reasons.client}</q>
      </p>
      {details !== undefined && (
        <details className={classes.source}>
          <summary>Where the rule comes from</summary>
          <p>{details.source}</p>
        </details>
      )}
    </li>
  );
}

function Approval({
  approval,
}: {
  approval: NonNullable<BookingPage['findings'][number]['approval']>;
}): ReactNode {
  const { by, why, at, clearance } = approval;
  return (
    <p className={classes.approval}>
      Approved by <strong>{by}</strong>, <TimeText at={at} form="day-and-time" />: {why}
      {clearance !== undefined && ` (note of ${clearance.doctor}, ${clearance.on})`}
    </p>
  );
}
