/** The sweep: whatever is overdue, one item at a time, each in its own try, so that nothing broken starves the rest. */
import { platformById } from '../../shared/platforms/platforms.ts';
import type { DueEntry } from '../../shared/ports.ts';
import { dueShards, keys, type Quarantine } from '../../shared/store/item.ts';
import { isBookingKey, placeOfKey } from '../../shared/store/key-parts.ts';
import { dayMs, type Instant, minuteMs, secondMs } from '../../shared/time/instant.ts';
import { leaseSeconds, type OpenDelivery } from '../../shared/webhook/delivery.ts';
import { SecretsUnavailableError, StoreUnavailableError } from '../errors.ts';
import { aboutItem } from './about-item.ts';
import { readStored, workOnDelivery } from './deliveries/work-delivery.ts';
import type { SweepDeps } from './deps.ts';
import { StoredDeliveryError } from './errors.ts';
import { runJob } from './jobs/run-job.ts';
import { readItems } from './load.ts';
import { noteLostTimer } from './lost-timer.ts';
import { fire } from './texts/fire.ts';

/** Timers come first: an item is the sweep's only this long after its due. Minutes. */
export const overdueMinutes = 3;
/** Items one run takes from one shard: with the time budget, the bound of one run. */
export const perShardMax = 25;
/** Attempts before an item is set aside and shown to staff. */
export const attemptsMax = 6;
/** Back-off after a failed attempt, in minutes: 2, 4, 8, ... */
const backOffMinutesMax = 60;
/** How long a quarantine record stays. Days. */
const quarantineDays = 90;

export interface Swept {
  looked: number;
  worked: number;
  failed: number;
  /** Deliveries among what was found: verified and stored, and not worked on to the end. */
  deliveriesUnfinished: number;
  /** How late the latest booking found is; 0 where none is. */
  oldestOverdueSeconds: number;
}

/** `budgetMs`: no new item is begun after it, in real time of the function. */
export async function sweep(deps: SweepDeps, budgetMs: number, elapsedMs: () => number): Promise<Swept> {
  const now = deps.clock.now();
  const before = now - overdueMinutes * minuteMs;
  const shards = Array.from({ length: dueShards }, (_, shard) => shard);
  const found = await Promise.all(shards.map((shard) => deps.store.dueBefore(shard, before, perShardMax)));
  const entries = found.flat().sort((a, b) => urgencyOf(a.key) - urgencyOf(b.key) || a.due - b.due);
  const swept: Swept = { looked: 0, worked: 0, failed: 0, ...backlogOf(entries, now) };
  for (const { key } of entries) {
    if (elapsedMs() > budgetMs) break;
    swept.looked += 1;
    if (await tryItem(deps, key)) swept.worked += 1;
    else swept.failed += 1;
  }
  deps.journal.note({ event: 'swept', ...swept });
  return swept;
}

function backlogOf(
  entries: readonly DueEntry[],
  now: Instant,
): Pick<Swept, 'deliveriesUnfinished' | 'oldestOverdueSeconds'> {
  const overdueMs = entries.filter(({ key }) => placeOfKey(key) !== undefined).map(({ due }) => now - due);
  return {
    deliveriesUnfinished: entries.filter(({ key }) => key.startsWith('delivery#')).length,
    oldestOverdueSeconds: Math.floor(Math.max(0, ...overdueMs) / secondMs),
  };
}

/** Texts first, then deliveries; paced jobs come behind both. */
function urgencyOf(key: string): number {
  if (isBookingKey(key)) return 0;
  return key.startsWith('delivery#') ? 1 : 2;
}

async function tryItem(deps: SweepDeps, key: string): Promise<boolean> {
  try {
    await workOn(deps, key);
    return true;
  } catch (error) {
    await setBack(deps, key, error);
    return false;
  }
}

async function workOn(deps: SweepDeps, key: string): Promise<void> {
  const now = deps.clock.now();
  const place = placeOfKey(key);
  if (place !== undefined) {
    await noteLostTimer(deps, place, now, overdueMinutes);
    return fire(deps, place);
  }
  if (key.startsWith('job#')) return runJob(deps, key, now);
  const [item] = await readItems(deps, [key]);
  if (item?.type === 'delivery' && item.status === 'received') await takeUp(deps, item, now);
}

/** A delivery whose worker did not come back: a new lease, then the same work. */
async function takeUp(deps: SweepDeps, delivery: OpenDelivery, now: Instant): Promise<void> {
  if (delivery.leaseUntil > now) return;
  const leased = {
    ...delivery,
    version: delivery.version + 1,
    leaseUntil: now + leaseSeconds * secondMs,
    tries: delivery.tries + 1,
  };
  if ((await deps.store.put(leased, delivery.version)).put === 'conflict') return;
  const platform = platformById(delivery.platform);
  const secrets = await deps.secrets.ofClinic(delivery.clinicId);
  const reading = platform && readStored(platform, delivery, delivery.receivedAt);
  if (reading?.read !== 'event' || secrets === undefined) throw new StoredDeliveryError();
  await workOnDelivery(deps, leased, reading.event, secrets);
}

/** The world is out of reach: that says nothing about the item, and passes. */
function isOutage(error: unknown): boolean {
  return error instanceof StoreUnavailableError || error instanceof SecretsUnavailableError;
}

/** Put back with a back-off; after the last attempt it leaves the due index, and staff see it. */
async function setBack(deps: SweepDeps, key: string, error: unknown): Promise<void> {
  const now = deps.clock.now();
  const [known] = await deps.store.get([keys.quarantine(key)]);
  const before = known?.type === 'quarantine' ? known : undefined;
  const recent = before !== undefined && now - before.since < dayMs ? before : undefined;
  const tries = (recent?.tries ?? 0) + 1;
  const retryAt = now + Math.min(2 ** tries, backOffMinutesMax) * minuteMs;
  const given = tries >= attemptsMax && !isOutage(error);
  const name = error instanceof Error ? error.name : 'unknown';
  const reason = error instanceof Error ? `${name}: ${error.message}` : name;
  const record: Quarantine = {
    type: 'quarantine',
    key,
    version: (before?.version ?? 0) + 1,
    tries,
    reason: reason.slice(0, 300),
    since: recent?.since ?? now,
    ...(given ? {} : { retryAt }),
    expiresAt: now + quarantineDays * dayMs,
  };
  await deps.store.put(record, before?.version ?? 'absent', given ? ['quarantined'] : []);
  await deps.store.putBack(key, given ? undefined : retryAt);
  const event = given ? 'item-quarantined' : 'item-put-back';
  // A bug's message may quote what it stumbled over: the record beside the item may hold that, a log may not.
  deps.journal.note({ event, ...aboutItem(key), reason: name });
}
