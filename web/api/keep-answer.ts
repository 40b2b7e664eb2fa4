/** What an act was answered with takes the place of what was shown. What was asked for before it is older, however late it comes, and must not turn the page back. */
import type { QueryClient, QueryKey } from '@tanstack/react-query';

export async function keepAnswer<Answer>(
  queries: QueryClient,
  queryKey: QueryKey,
  answer: Answer,
): Promise<void> {
  await queries.cancelQueries({ queryKey, exact: true });
  queries.setQueryData(queryKey, answer);
}
