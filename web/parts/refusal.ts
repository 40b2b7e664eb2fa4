/** Why an act was not done, sorted by what the person can do about it. */
import type { Problem } from '../../shared/api/problem.ts';
import { ProblemError, UnreachableError } from '../api/problem-error.ts';
import { sayExpected } from './say-expected.ts';

/** Where the API says that what is acted on, not a field, stands in the way. */
const actPath = 'act';

export type Refusal =
  /** Somebody else was first; `latest` is what they did. */
  | { refused: 'conflict'; latest?: NonNullable<Problem['latest']>; says: string }
  /** Some fields are wrong. */
  | { refused: 'fields'; errors: NonNullable<Problem['errors']>; says: string }
  /** It may have arrived or not: sent again with the same click it acts once. */
  | { refused: 'unreachable' }
  /** Not for this reader, or not now. */
  | { refused: 'other'; says: string };

export function readRefusal(error: unknown): Refusal {
  if (error instanceof UnreachableError) return { refused: 'unreachable' };
  if (!(error instanceof ProblemError)) return { refused: 'other', says: 'Something failed on this page.' };
  const { status, detail, title, latest, errors } = error.problem;
  const says = detail ?? title;
  if (status === 409) return { refused: 'conflict', says, ...(latest === undefined ? {} : { latest }) };
  if (status === 422 && errors !== undefined) return { refused: 'fields', errors, says };
  // What the server could not finish may have been done all the same.
  return status >= 500 ? { refused: 'unreachable' } : { refused: 'other', says };
}

/** What is wrong at a field: at its own path, or at a part of it. */
export function errorAt(refusal: Refusal | undefined, path: string): string | undefined {
  if (refusal?.refused !== 'fields') return undefined;
  const found = refusal.errors.find((one) => isWithin(one.path, path));
  return found === undefined ? undefined : sayExpected(found.expected);
}

/** What is wrong where the form has no field for it. */
export function errorsElsewhere(refusal: Refusal, fields: readonly string[]): string[] {
  if (refusal.refused !== 'fields') return [];
  return refusal.errors
    .filter(({ path }) => !fields.some((field) => isWithin(path, field)))
    .map(({ path, expected }) => (path === actPath ? sayExpected(expected) : `${path}: ${expected}`));
}

function isWithin(path: string, field: string): boolean {
  return path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
}
