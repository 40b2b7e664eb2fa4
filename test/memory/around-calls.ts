/** Puts something around every call of the asynchronous ports; the crash harness and the call counter are made of it. */
import type { Ports } from '../../shared/ports.ts';

/** Runs a call; `effect` is the port's own method. */
export type Around = <T>(name: string, effect: () => Promise<T>) => Promise<T>;

/** The same ports with `around` at every call; clock, randomness and journal stay as they are. */
export function aroundCalls(ports: Ports, around: Around): Ports {
  const { store, timers, texting, staffNotices, secrets } = ports;
  return {
    ...ports,
    store: {
      get: (keys) => around('store.get', () => store.get(keys)),
      put: (item, seen, attention) => around('store.put', () => store.put(item, seen, attention)),
      putBack: (key, due) => around('store.putBack', () => store.putBack(key, due)),
      visitsOf: (kind, key, past) => around('store.visitsOf', () => store.visitsOf(kind, key, past)),
      belongingsOf: (key) => around('store.belongingsOf', () => store.belongingsOf(key)),
      visitsFrom: (clinicId, after, limit) =>
        around('store.visitsFrom', () => store.visitsFrom(clinicId, after, limit)),
      dueBefore: (shard, before, limit) =>
        around('store.dueBefore', () => store.dueBefore(shard, before, limit)),
      attentionFrom: (clinicId, after, limit) =>
        around('store.attentionFrom', () => store.attentionFrom(clinicId, after, limit)),
      search: (by, values, limit) => around('store.search', () => store.search(by, values, limit)),
    },
    timers: { create: (timer) => around('timers.create', () => timers.create(timer)) },
    texting: {
      publish: (message) => around('texting.publish', () => texting.publish(message)),
      isOptedOut: (phone) => around('texting.isOptedOut', () => texting.isOptedOut(phone)),
      optIn: (phone) => around('texting.optIn', () => texting.optIn(phone)),
    },
    staffNotices: {
      publish: (notice) => around('staffNotices.publish', () => staffNotices.publish(notice)),
    },
    secrets: { ofClinic: (clinicId) => around('secrets.ofClinic', () => secrets.ofClinic(clinicId)) },
  };
}

/** Everything that can run without waiting for a call has run: so calls started side by side are all started before one of them takes effect. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
