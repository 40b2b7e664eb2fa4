/** What a schema found wrong, field by field: where, and what should stand there; never what did. */
import type * as z from 'zod';
import type { ProblemError } from '../../shared/api/problem.ts';
import { expectations } from '../../shared/text/say-expected.ts';

/** Longest path and expectation that a problem holds, in characters. */
const pathCharsMax = 120;
const expectedCharsMax = 200;

/** `whole`: what the data is called where no field of it is at fault. */
export function fieldsOf(issues: readonly z.core.$ZodIssue[], whole: string): ProblemError[] {
  return expectations(issues).map(({ at, expected }) => ({
    path: (at.map(String).join('.') || whole).slice(0, pathCharsMax),
    expected: expected.slice(0, expectedCharsMax),
  }));
}
