/** Sessions, codes and grants of the embedded sign-in, in memory: whoever was signed in when the stack stopped signs in again. */
import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  payload: AdapterPayload;
  /** Of the machine's own clock: sign-in lives on real time. */
  until: number;
}

/** One for each kind of thing; a grant that is revoked takes what was made from it along. */
export function createGrantMemory(): (kind: string) => Adapter {
  const kept = new Map<string, Kept>();

  function find(key: string): AdapterPayload | undefined {
    const found = kept.get(key);
    if (found === undefined || found.until > Date.now()) return found?.payload;
    kept.delete(key);
    return undefined;
  }

  function findByUid(kind: string, uid: string): AdapterPayload | undefined {
    const key = [...kept].find(([name, { payload }]) => name.startsWith(`${kind}:`) && payload.uid === uid);
    return key === undefined ? undefined : find(key[0]);
  }

  return (kind) => ({
    async upsert(id, payload, expiresInSeconds) {
      const until = expiresInSeconds === undefined ? Infinity : Date.now() + expiresInSeconds * 1_000;
      kept.set(`${kind}:${id}`, { payload, until });
    },
    find: async (id) => find(`${kind}:${id}`),
    findByUid: async (uid) => findByUid(kind, uid),
    // Only devices without a keyboard have such codes.
    findByUserCode: async () => undefined,
    async consume(id) {
      const payload = find(`${kind}:${id}`);
      if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1_000);
    },
    async destroy(id) {
      kept.delete(`${kind}:${id}`);
    },
    async revokeByGrantId(grantId) {
      for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
    },
  });
}
