/** What the doctor says, and the shape of a check: one question about the facts, with the reason why it is asked and where AWS explains it. */
import type { Fact, Facts } from './facts.ts';

export const severities = ['broken', 'warning', 'unknown', 'fine'] as const;
/** `unknown`: it could not be asked. */
export type Severity = (typeof severities)[number];

export interface Finding {
  check: string;
  severity: Severity;
  says: string;
  todo?: string;
  link?: string;
}

export interface Check {
  name: string;
  /** What goes wrong where this is wrong; the documentation shows it. */
  why: string;
  link: string;
  look: (facts: Facts) => Said[];
}

/** A finding before its check has put its name and link on it. */
export type Said = Omit<Finding, 'check'>;

export function fine(says: string): Said {
  return { severity: 'fine', says };
}

export function warning(says: string, todo: string): Said {
  return { severity: 'warning', says, todo };
}

export function broken(says: string, todo: string): Said {
  return { severity: 'broken', says, todo };
}

/** What makes or mends the account's part of the deployment. */
export const deployAccount = 'npx cdk deploy booking-gate-account';

/** What makes or mends a stage's part. */
export function deployStage(stage: string): string {
  return `npx cdk deploy --all -c stage=${stage}`;
}

/** AWS's names for a call that the caller may not make. */
const refusals = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'AuthorizationErrorException',
  'UnauthorizedOperation',
]);

export function unknown(what: string, why: string): Said {
  const todo = refusals.has(why)
    ? 'Run the doctor with the permissions that docs/doctor.md lists.'
    : 'Run the doctor again; where it stays, look at what the error means.';
  return { severity: 'unknown', says: `${what} could not be asked: ${why}.`, todo };
}

/** Judges what is known; says of the rest that it could not be asked. */
export function judge<T>(what: string, fact: Fact<T>, look: (value: T) => Said[]): Said[] {
  return fact.known ? look(fact.value) : [unknown(what, fact.why)];
}

/** `a`, `a and b`, `a, b and c`. */
export function list(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
