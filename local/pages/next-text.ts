/** Moves the clock from one due instant to the next until a text arrives: what a person who watches a phone waits for. */
import { readMany } from '../../functions/workflow/read-many.ts';
import type { Store } from '../../shared/ports.ts';
import { hourMs, type Instant } from '../../shared/time/instant.ts';
import type { Clock, ClockSource } from '../clock.ts';
import { demoClinicId } from '../demo-clinic.ts';

/** Visits that are looked through for planned texts; a demonstration has some dozens. */
const visitsMax = 500;
/** A planned text may be put off a little when its time comes. */
const putOffMs = hourMs;

/** `count`: how many texts there are. False where none is planned, or none of those arrived: then the clock stands behind the last. */
export async function moveToNextText(
  { clock, store }: { clock: Clock; store: Pick<Store, 'get' | 'visitsFrom'> },
  sources: readonly ClockSource[],
  count: () => number,
): Promise<boolean> {
  const before = count();
  const planned = await lastPlannedText(store);
  if (planned === undefined) return false;
  while (count() === before) {
    const due = sources.map((source) => source.nextDueAt()).filter((at) => at !== undefined);
    const next = Math.max(Math.min(...due), clock.now());
    if (next > planned + putOffMs) return false;
    await clock.moveTo(next, sources);
  }
  return true;
}

async function lastPlannedText(store: Pick<Store, 'get' | 'visitsFrom'>): Promise<Instant | undefined> {
  const visits = await store.visitsFrom(demoClinicId, { startAt: 0 }, visitsMax);
  const items = await readMany(
    store,
    visits.map(({ key }) => key),
  );
  let last: Instant | undefined;
  for (const item of items) {
    if (item?.type !== 'booking') continue;
    for (const { act, state } of item.steps) {
      if (act.kind === 'text' && state.status === 'planned') last = Math.max(last ?? 0, state.dueAt);
    }
  }
  return last;
}
