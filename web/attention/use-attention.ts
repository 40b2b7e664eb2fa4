/** What needs a person, asked for every few seconds while somebody looks. */
import { type InfiniteData, type QueryClient, type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import type { AttentionPage } from '../../shared/api/manager/attention-view.ts';
import { heardServerTime } from '../api/server-clock.ts';
import { answerKey, useApi } from '../api/use-api.ts';
import type { AttentionKind } from '../parts/kind-words.ts';
import type { Tab } from './filter.ts';
import { type AskedPage, nextRoundMs, pagesDue } from './rounds.ts';

type KeptPage = AttentionPage & AskedPage;

const route = 'GET /v1/manager/clinics/{clinicId}/attention';

export function useAttention(tab: Tab, kinds: readonly AttentionKind[]) {
  const { call, me } = useApi();
  const params = { clinicId: me.clinic.id };
  const query = kinds.length === 0 ? { tab } : { tab, kinds: kinds.join() };
  return useInfiniteQuery({
    queryKey: answerKey(route, { params, query }),
    queryFn: async ({ pageParam, signal, client, queryKey }): Promise<KeptPage> => {
      const kept = keptPage(client, queryKey, pageParam);
      if (kept !== undefined) return kept;
      const after = pageParam === '' ? {} : { after: pageParam };
      const askedAt = Date.now();
      const page = await call(route, { params, query: { ...query, ...after }, signal });
      heardServerTime(page.at);
      return { ...page, askedAt };
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    meta: { tab },
    // The lines of the other tab are no stand-in for these.
    placeholderData: (before, of) => (of?.meta?.tab === tab ? before : undefined),
    refetchInterval: ({ state }) => nextRoundMs(state.data?.pages ?? []),
  });
}
export type Attention = ReturnType<typeof useAttention>;

/** A page that need not be asked for now; after an act every one is. */
function keptPage(client: QueryClient, queryKey: QueryKey, pageParam: string): KeptPage | undefined {
  const state = client.getQueryState<InfiniteData<KeptPage>>(queryKey);
  if (state?.data === undefined || state.isInvalidated) return undefined;
  const place = state.data.pageParams.indexOf(pageParam);
  return pagesDue(state.data.pages, Date.now()).has(place) ? undefined : state.data.pages[place];
}
