/** What needs a person, asked for every few seconds while somebody looks. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { heardServerTime } from '../api/server-clock.ts';
import { answerKey, useApi } from '../api/use-api.ts';
import type { AttentionKind } from '../parts/kind-words.ts';
import type { Tab } from './filter.ts';

/** How soon somebody sees what has come. */
const againMs = 5_000;

const route = 'GET /v1/manager/clinics/{clinicId}/attention';

export function useAttention(tab: Tab, kinds: readonly AttentionKind[]) {
  const { call, me } = useApi();
  const params = { clinicId: me.clinic.id };
  const query = kinds.length === 0 ? { tab } : { tab, kinds: kinds.join() };
  return useInfiniteQuery({
    queryKey: answerKey(route, { params, query }),
    queryFn: async ({ pageParam, signal }) => {
      const after = pageParam === '' ? {} : { after: pageParam };
      const page = await call(route, { params, query: { ...query, ...after }, signal });
      heardServerTime(page.at);
      return page;
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    meta: { tab },
    // The lines of the other tab are no stand-in for these.
    placeholderData: (before, of) => (of?.meta?.tab === tab ? before : undefined),
    // Every page is asked for again: so the more of them, the seldomer.
    refetchInterval: ({ state }) => againMs * Math.max(1, state.data?.pages.length ?? 1),
  });
}
export type Attention = ReturnType<typeof useAttention>;
