/** The doctor's report: what is broken first, then what deserves a look, what could not be asked, and in the end what is fine. */
import type { Place } from './facts.ts';
import { type Finding, list, type Severity, severities } from './finding.ts';

const titles: Readonly<Record<Severity, string>> = {
  broken: 'BROKEN',
  warning: 'WORTH A LOOK',
  unknown: 'COULD NOT BE ASKED',
  fine: 'FINE',
};

export function printReport(place: Place, findings: readonly Finding[]): string[] {
  return [
    `Stage ${place.stage} in ${place.region}, account ${place.account}`,
    ...severities.flatMap((severity) => printGroup(severity, findings)),
    '',
    sayEnd(findings),
  ];
}

function printGroup(severity: Severity, findings: readonly Finding[]): string[] {
  const group = findings.filter((finding) => finding.severity === severity);
  if (group.length === 0) return [];
  const lines = group.flatMap((finding, place) => printFinding(finding, group[place + 1]));
  return ['', `${titles[severity]} (${group.length})`, ...lines];
}

/** What the same check's next finding says too is left to it: what to do, and where AWS explains it. */
function printFinding({ check, says, todo, link }: Finding, next: Finding | undefined): string[] {
  const following = next?.check === check ? next : undefined;
  return [
    `  ${check}: ${says}`,
    ...(todo === undefined || todo === following?.todo ? [] : [`    To do: ${todo}`]),
    ...(link === undefined || link === following?.link ? [] : [`    ${link}`]),
  ];
}

function sayEnd(findings: readonly Finding[]): string {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const parts = [
    said(count('broken'), 'is broken', 'are broken'),
    said(count('warning'), 'is worth a look', 'are worth a look'),
    said(count('unknown'), 'could not be asked', 'could not be asked'),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? 'All is well.' : `${list(parts)}.`;
}

function said(count: number, one: string, many: string): string | undefined {
  return count === 0 ? undefined : `${count} ${count === 1 ? one : many}`;
}
