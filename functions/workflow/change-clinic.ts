/** Changes a clinic's settings, and has its open bookings planned again by a paced job. */
import { isDeepStrictEqual } from 'node:util';
import { type Clinic, clinicSchema } from '../../shared/clinic/clinic.ts';
import { loadPolicy } from '../../shared/policy/load-policy.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { keyOf, keys } from '../../shared/store/item.ts';
import type { Job } from '../../shared/store/job.ts';
import { expectations } from '../../shared/text/say-expected.ts';
import { dayMs } from '../../shared/time/instant.ts';
import { armJob } from './arm-job.ts';
import { claimNumber } from './claim-number.ts';
import type { ClinicDeps } from './deps.ts';
import { ensureDigest } from './jobs/ensure-digest.ts';
import { readItems } from './load.ts';
import { shippedVersionMax } from './policies.ts';

/** A job that nothing took up is of no use after this. Days. */
const jobDays = 30;

export interface Mistake {
  path: string;
  expected: string;
}

export type ClinicChanged =
  | { changed: true; clinic: Clinic; job: string }
  | { changed: false; why: 'unknown' | 'conflict' }
  | { changed: false; why: 'refused'; mistakes: Mistake[] };

/** `settings` replaces the fields it names; `policy` is a new version to publish; `seen`: the version they were made from, where they were. Refused as a whole when anything is wrong. */
export async function changeClinic(
  deps: ClinicDeps,
  clinicId: string,
  change: { settings: Record<string, unknown>; policy?: unknown; seen?: number },
): Promise<ClinicChanged> {
  const [before] = await readItems(deps, [keys.clinic(clinicId)]);
  if (before?.type !== 'clinic') return { changed: false, why: 'unknown' };
  if (change.seen !== undefined && change.seen !== before.version) return { changed: false, why: 'conflict' };
  const published = change.policy === undefined ? undefined : readPolicy(change.policy);
  if (published !== undefined && !published.ok) {
    return { changed: false, why: 'refused', mistakes: published.mistakes };
  }
  const policies = published === undefined ? {} : { [published.policy.treatment]: published.policy.version };
  const fixed = { type: 'clinic', id: before.id, version: before.version + 1 };
  const merged = { ...before, ...change.settings, ...fixed };
  const read = clinicSchema.safeParse({ ...merged, policies: { ...merged.policies, ...policies } });
  if (!read.success) {
    const found = expectations(read.error.issues);
    const mistakes = found.map(({ at, expected }) => ({ path: at.join('.'), expected }));
    return { changed: false, why: 'refused', mistakes };
  }
  const missing = await missingPolicies(deps, read.data, published?.policy);
  if (missing.length > 0) return { changed: false, why: 'refused', mistakes: missing };
  if (published !== undefined && !(await storePolicy(deps, before, published.policy))) {
    const expected = 'expected a version that was not published before';
    return { changed: false, why: 'refused', mistakes: [{ path: 'policy.version', expected }] };
  }
  if (!(await claimNumber(deps, read.data, before))) {
    const expected = "expected a number that is not another clinic's";
    return { changed: false, why: 'refused', mistakes: [{ path: 'smsNumber', expected }] };
  }
  const job = await startJob(deps, clinicId, read.data.version);
  await ensureDigest(deps, read.data);
  const put = await deps.store.put(read.data, before.version);
  if (put.put === 'conflict') return { changed: false, why: 'conflict' };
  return { changed: true, clinic: read.data, job };
}

function readPolicy(data: unknown): ReturnType<typeof loadPolicy> {
  const loaded = loadPolicy(data);
  if (!loaded.ok) {
    return {
      ok: false,
      mistakes: loaded.mistakes.map(({ path, expected }) => ({ path: `policy.${path}`, expected })),
    };
  }
  const expected = `expected more than ${shippedVersionMax}: smaller versions are the shipped ones`;
  return loaded.policy.version > shippedVersionMax
    ? loaded
    : { ok: false, mistakes: [{ path: 'policy.version', expected }] };
}

/** A version never changes: the same number again is refused, unless it is the same policy and the clinic does not stand on it yet, for then its publishing was interrupted. */
async function storePolicy(deps: ClinicDeps, clinic: Clinic, policy: Policy): Promise<boolean> {
  const item = { type: 'policy', clinicId: clinic.id, version: 1, policy } as const;
  if ((await deps.store.put(item, 'absent')).put === 'stored') return true;
  const [stored] = await readItems(deps, [keyOf(item)]);
  return (
    stored?.type === 'policy' &&
    isDeepStrictEqual(stored.policy, policy) &&
    clinic.policies[policy.treatment] !== policy.version
  );
}

async function missingPolicies(
  deps: ClinicDeps,
  clinic: Clinic,
  fresh: { treatment: string; version: number } | undefined,
): Promise<Mistake[]> {
  const checks = Object.entries(clinic.policies).map(async ([treatment, version]) => {
    if (fresh?.treatment === treatment && fresh.version === version) return [];
    const policy = await deps.policies.of(clinic.id, treatment, version);
    return policy === undefined
      ? [{ path: `policies.${treatment}`, expected: 'expected a published version' }]
      : [];
  });
  return (await Promise.all(checks)).flat();
}

/** Stored before the change it is for, and waiting for it: a crash in between loses nothing. */
async function startJob(deps: ClinicDeps, clinicId: string, clinicVersion: number): Promise<string> {
  const now = deps.clock.now();
  const id = `replan-${clinicVersion}`;
  const job: Job = {
    type: 'job',
    clinicId,
    id,
    version: 1,
    work: 'replan',
    clinicVersion,
    done: 0,
    dueAt: now,
    expiresAt: now + jobDays * dayMs,
  };
  await armJob(deps, job, now);
  await deps.store.put(job, 'absent');
  return id;
}
