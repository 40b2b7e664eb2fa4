/** What could not be loaded, in the API's own words, with the fields that are wrong. */
import { Alert } from '@mantine/core';
import { ProblemError, UnreachableError } from '../api/problem-error.ts';

interface ProblemAlertProps {
  error: unknown;
  /** Over the words of the problem itself. */
  title?: string;
}

export function ProblemAlert({ error, title }: ProblemAlertProps) {
  const problem = error instanceof ProblemError ? error.problem : undefined;
  return (
    <Alert color="red" variant="light" role="alert" title={title ?? problem?.title ?? titleOf(error)}>
      <p>{wordsOf(error)}</p>
      {problem?.errors !== undefined && (
        <ul>
          {problem.errors.map(({ path, expected }) => (
            <li key={path}>
              <strong>{path}</strong>: {expected}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}

function titleOf(error: unknown): string {
  return error instanceof UnreachableError ? 'No connection' : 'Something went wrong';
}

function wordsOf(error: unknown): string {
  if (error instanceof ProblemError) return error.problem.detail ?? '';
  if (error instanceof UnreachableError) return 'The server cannot be reached.';
  return error instanceof Error ? error.message : String(error);
}
