/** A store that does no more than a function is granted in deployment: whatever else is asked of it fails the test that asked. So every test that runs the functions also shows that their permissions suffice. */

import type { FunctionName } from '../../shared/deployment/resource-names.ts';
import { type KeyKind, tableAccess } from '../../shared/deployment/table-access.ts';
import type { Store } from '../../shared/ports.ts';
import { keyOf } from '../../shared/store/item.ts';

/** Not one of the errors that the functions know how to live with. */
export class AccessDeniedError extends Error {
  override readonly name = 'AccessDeniedError';
}

const searchIndexes = {
  'last-four': ['lastFour'],
  name: ['name1', 'name2', 'name3', 'name4'],
} as const;

export function guardedStore(store: Store, name: FunctionName): Store {
  const { reads, puts, putsBack = [], queries } = tableAccess[name];
  function demand(granted: boolean, does: string, what: string): void {
    if (granted) return;
    throw new AccessDeniedError(`not granted in shared/deployment/table-access.ts: ${name} ${does} ${what}`);
  }
  function demandKey(kinds: readonly KeyKind[], does: string, key: string): void {
    const [kind = ''] = key.split('#');
    demand(
      kinds.some((granted) => granted === kind),
      does,
      kind,
    );
  }
  function demandIndex(index: (typeof queries)[number]): void {
    demand(queries.includes(index), 'queries', index);
  }
  return {
    get: async (keys) => {
      for (const key of keys) demandKey(reads, 'reads', key);
      return store.get(keys);
    },
    put: async (item, seen, attention) => {
      demandKey(puts, 'puts', keyOf(item));
      return store.put(item, seen, attention);
    },
    putBack: async (key, due) => {
      demandKey(putsBack, 'puts back', key);
      return store.putBack(key, due);
    },
    visitsOf: async (kind, clientKey, past) => {
      demandIndex(kind);
      return store.visitsOf(kind, clientKey, past);
    },
    belongingsOf: async (bookingKey) => {
      demandIndex('phone');
      return store.belongingsOf(bookingKey);
    },
    visitsFrom: async (clinicId, after, limit) => {
      demandIndex('visits');
      return store.visitsFrom(clinicId, after, limit);
    },
    dueBefore: async (shard, before, limit) => {
      demandIndex('due');
      return store.dueBefore(shard, before, limit);
    },
    attentionFrom: async (clinicId, after, limit) => {
      demandIndex('attention');
      return store.attentionFrom(clinicId, after, limit);
    },
    search: async (by, values, limit) => {
      for (const index of searchIndexes[by]) demandIndex(index);
      return store.search(by, values, limit);
    },
  };
}
