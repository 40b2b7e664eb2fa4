/** What a schema expected, in words for whoever writes settings: a schema's library tells of types, and of what came. */
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

/** Such as `expected at most 24 characters`; never what came instead. */
export function sayExpected(issue: z.core.$ZodIssue): string {
  if (ownWords.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${typeWords[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return `expected at most ${sayCount(issue.origin, Number(issue.maximum))}`;
    case 'too_small':
      return issue.origin === 'string' && Number(issue.minimum) === 1
        ? 'expected some text'
        : `expected at least ${sayCount(issue.origin, Number(issue.minimum))}`;
    case 'unrecognized_keys':
      return 'expected no such setting';
    case 'invalid_key': {
      const [first] = issue.issues;
      return first === undefined ? 'expected another name' : `${sayExpected(first)}, as its name`;
    }
    default:
      return 'expected something else';
  }
}

function sayCount(origin: string, count: number): string {
  if (origin === 'string') return `${count} characters`;
  if (origin !== 'array') return String(count);
  return count === 1 ? 'one entry' : `${count} entries`;
}
