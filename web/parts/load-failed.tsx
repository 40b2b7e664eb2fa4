/** What stands where a screen would that could not be loaded: why, and a way to try again. */
import { Button } from '@mantine/core';
import { ProblemAlert } from './problem-alert.tsx';

interface LoadFailedProps {
  query: { error: unknown; refetch: () => unknown };
  title?: string;
}

export function LoadFailed({ query: { error, refetch }, ...title }: LoadFailedProps) {
  return (
    <>
      <ProblemAlert error={error} {...title} />
      <Button mt="md" size="md" variant="default" onClick={() => refetch()}>
        Try again
      </Button>
    </>
  );
}
