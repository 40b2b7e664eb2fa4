/** The API for components: the signed-in call, and whose clinic it is. */
import { createContext, use } from 'react';
import type { ClinicView } from '../../shared/api/manager/clinic-view.ts';
import type { ManagerRouteKey } from '../../shared/api/manager/routes.ts';
import type { Call, SentTo } from './call.ts';

export interface Api {
  call: Call;
  /** Who is signed in and where. */
  me: ClinicView;
}

export const ApiContext = createContext<Api | undefined>(undefined);

export function useApi(): Api {
  const api = use(ApiContext);
  if (api === undefined) throw new Error('used outside of the signed-in site');
  return api;
}

/** By which an answer is kept: acts put their answer where the read looks for it. */
export function answerKey<Key extends ManagerRouteKey>(
  key: Key,
  { params, query }: Omit<SentTo<Key>, 'body' | 'signal'>,
): readonly unknown[] {
  return [key, params ?? {}, query ?? {}];
}
