/** An act's answer on the page, whatever was under way when it came. */
import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { keepAnswer } from '../../web/api/keep-answer.ts';

const queryKey = ['booking'];

test('an answer that was asked for before an act does not turn the page back', async () => {
  const queries = new QueryClient();
  queries.setQueryData(queryKey, 'as it was');
  const late = Promise.withResolvers<string>();
  const asking = queries.fetchQuery({ queryKey, queryFn: () => late.promise, staleTime: 0 });
  const asked = asking.catch(() => 'given up');

  await keepAnswer(queries, queryKey, 'as the act left it');
  late.resolve('as it was');

  await asked;
  expect(queries.getQueryData(queryKey)).toBe('as the act left it');
  queries.clear();
});
