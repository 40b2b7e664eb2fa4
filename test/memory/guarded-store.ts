/** A store that does no more than a function is granted in deployment: whatever else is asked of it fails the test that asked. So every test that runs the functions also shows that their permissions suffice. */

import type { FunctionName } from '../../shared/deployment/resource-names.ts';
import { type KeyKind, tableAccess } from '../../shared/deployment/table-access.ts';
import type { Store } from '../../shared/ports.ts';
import { keyOf } from '../../shared/store/item.ts';

/** Not one of the errors that the functions know how to live with. */
export class AccessDeniedError extends Error {
  override readonly name = 'AccessDeniedError';
}

export function guardedStore(store: Store, name: FunctionName): Store {
  const { reads, puts, putsBack = [], queries } = tableAccess[name];
  function demand(granted: boolean, asked: string): void {
    if (!granted)
      throw new AccessDeniedError(`${name} may not ${asked}: see shared/deployment/table-access.ts`);
  }
  function demandKey(kinds: readonly KeyKind[], does: string, key: string): void {
    demand(
      kinds.some((kind) => key.startsWith(`${kind}#`)),
      `${does} ${key.split('#')[0]}`,
    );
  }
  function demandIndex(index: (typeof queries)[number]): void {
    demand(queries.includes(index), `query ${index}`);
  }
  return {
    get: async (keys) => {
      for (const key of keys) demandKey(reads, 'read', key);
      return store.get(keys);
    },
    put: async (item, seen, attention) => {
      demandKey(puts, 'put', keyOf(item));
      return store.put(item, seen, attention);
    },
    putBack: async (key, due) => {
      demandKey(putsBack, 'put back', key);
      return store.putBack(key, due);
    },
    visitsOf: async (kind, clientKey) => {
      demandIndex(kind);
      return store.visitsOf(kind, clientKey);
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
    search: async (by, value, limit) => {
      demandIndex(by === 'last-four' ? 'lastFour' : 'namePrefix');
      return store.search(by, value, limit);
    },
  };
}
