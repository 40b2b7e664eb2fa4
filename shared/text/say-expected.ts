/** What a schema expected, in words for whoever wrote it: a schema's library tells of types, and of what came. */
import type * as z from 'zod';

/** Our own schemas' messages begin so; the library's do not. */
const ownWords = /^expected /;

const typeWords: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a map of its fields',
  record: 'a map of names to values',
  string: 'a text',
  tuple: 'a list',
};

/** A place in what was read, and what should stand there: `expected at most 24 characters`, never what came instead. */
export interface Expectation {
  at: PropertyKey[];
  expected: string;
}

/** Of everything a schema found wrong; each field that it does not know is one of its own. */
export function expectations(issues: readonly z.core.$ZodIssue[]): Expectation[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ at: [...issue.path, key], expected: 'expected no such field' }))
      : [{ at: issue.path, expected: sayExpected(issue) }],
  );
}

/** Of one, where only that is told. */
export function sayExpected(issue: z.core.$ZodIssue): string {
  if (ownWords.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${typeWords[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return sayOneOf(issue.values);
    case 'too_big':
      return `expected ${sayBound(issue, 'at most', 'less than')} ${sayCount(issue.origin, Number(issue.maximum))}`;
    case 'too_small':
      return issue.origin === 'string' && Number(issue.minimum) === 1
        ? 'expected some text'
        : `expected ${sayBound(issue, 'at least', 'more than')} ${sayCount(issue.origin, Number(issue.minimum))}`;
    case 'invalid_key': {
      const [first] = issue.issues;
      return first === undefined ? 'expected another name' : `${sayExpected(first)}, as its name`;
    }
    case 'invalid_union':
      return 'options' in issue && issue.options !== undefined
        ? sayOneOf(issue.options)
        : 'expected something else';
    default:
      return 'expected something else';
  }
}

function sayOneOf(values: readonly unknown[]): string {
  return `expected ${values.length > 1 ? 'one of ' : ''}${values.map(String).join(', ')}`;
}

function sayBound(
  { exact, inclusive }: { exact?: boolean; inclusive?: boolean },
  within: string,
  beyond: string,
): string {
  if (exact === true) return 'exactly';
  return inclusive === false ? beyond : within;
}

function sayCount(origin: string, count: number): string {
  if (origin === 'string') return count === 1 ? 'one character' : `${count} characters`;
  if (origin !== 'array') return String(count);
  return count === 1 ? 'one entry' : `${count} entries`;
}
