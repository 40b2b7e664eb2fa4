/** Where configured policies enter: parsed, cross-checked, and refused with the path of each mistake, so that a typo never gates a clinic. */
import { expectations } from '../text/say-expected.ts';
import { checkPolicy, type PolicyMistake } from './check-policy.ts';
import { type Policy, policySchema } from './policy.ts';

/** A usable policy, or at least one mistake. */
export type LoadedPolicy = { ok: true; policy: Policy } | { ok: false; mistakes: PolicyMistake[] };

/** The most mistakes told at once: a person corrects a page of them and tries again. */
export const policyMistakesMax = 50;

/** A policy that parses and whose parts fit together, or what is wrong with it. Never throws. */
export function loadPolicy(data: unknown): LoadedPolicy {
  const parsed = policySchema.safeParse(data);
  const mistakes = parsed.success
    ? checkPolicy(parsed.data)
    : expectations(parsed.error.issues).map(({ at, expected }) => ({ path: sayPath(at), expected }));
  if (parsed.success && mistakes.length === 0) return { ok: true, policy: parsed.data };
  return { ok: false, mistakes: mistakes.slice(0, policyMistakesMax) };
}

function sayPath(path: readonly PropertyKey[]): string {
  let said = '';
  for (const part of path) {
    if (typeof part === 'number') said += `[${part}]`;
    else said += said === '' ? String(part) : `.${String(part)}`;
  }
  return said === '' ? 'policy' : said;
}
