/** One finding: why, from when it passes, who may approve it, who did, and where its rule comes from. */
import type { ReactNode } from 'react';
import { TimeText } from '../parts/time-text.tsx';
import { dateWords } from '../parts/time-words.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';
import classes from './finding-list.module.css';
import { toneOfFinding, wordOfFinding } from './outcome-words.ts';
import type { DetailedFinding, FindingDetails } from './standing-findings.ts';

interface FindingEntryProps {
  one: DetailedFinding;
  /** Beside its word. */
  mark?: string | undefined;
  children?: ReactNode;
}

export function FindingEntry({ one: { finding, details }, mark, children }: FindingEntryProps): ReactNode {
  const tone = toneOfFinding(finding);
  return (
    <li className={classes.finding} data-tone={tone}>
      <p className={classes.word}>
        <ToneBadge tone={tone}>{wordOfFinding(finding)}</ToneBadge>
        {mark !== undefined && <strong className={classes.mark}>{mark}</strong>}
      </p>
      <p className={classes.reason}>{finding.reasons.manager}</p>
      {finding.eligibleFrom !== undefined && (
        <p>
          Fine from{' '}
          <strong>
            <TimeText at={finding.eligibleFrom} form="in-sentence" />
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
      {children}
      {details !== undefined && (
        <details className={classes.source}>
          <summary>Where the rule comes from</summary>
          <p>{details.source}</p>
        </details>
      )}
    </li>
  );
}

function Approval({ approval }: { approval: NonNullable<FindingDetails['approval']> }): ReactNode {
  const { by, why, at, clearance } = approval;
  return (
    <p className={classes.approval}>
      Approved by <strong>{by}</strong> · <TimeText at={at} form="day-and-time" />: {why}
      {clearance !== undefined && ` (note of ${clearance.doctor}, ${dateWords(clearance.on, at)})`}
    </p>
  );
}
