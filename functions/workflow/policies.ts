/** Which policy a booking stands on: the shipped ones by their version, a clinic's own from its item. Versions never change, so they are remembered. */
import { botoxPolicy } from '../../shared/policy/defaults/botox.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import type { Store } from '../../shared/ports.ts';
import { keys } from '../../shared/store/item.ts';

/** Versions up to this are ours; a clinic's own start above. */
export const shippedVersionMax = 99;
/** Policies one process remembers: a handful per clinic. */
const rememberedMax = 500;

const shipped: readonly Policy[] = [microneedlingPolicy, botoxPolicy];

export interface Policies {
  /** `undefined`: no such policy; the booking then asks for a person. */
  of: (clinicId: string, treatment: string, version: number) => Promise<Policy | undefined>;
}

export function createPolicies(store: Pick<Store, 'get'>): Policies {
  const remembered = new Map<string, Policy>();
  return {
    async of(clinicId, treatment, version) {
      if (version <= shippedVersionMax) {
        return shipped.find((policy) => policy.treatment === treatment && policy.version === version);
      }
      const key = keys.policy(clinicId, treatment, version);
      const known = remembered.get(key);
      if (known !== undefined) return known;
      const [item] = await store.get([key]);
      if (item?.type !== 'policy') return undefined;
      if (remembered.size >= rememberedMax) remembered.clear();
      remembered.set(key, item.policy);
      return item.policy;
    },
  };
}
