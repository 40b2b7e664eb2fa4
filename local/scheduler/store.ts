/** Where the Scheduler endpoint keeps its schedules, groups, retries and dead letters. */
import { join } from 'node:path';
import { type Collection, createCollection } from '../journal.ts';
import {
  type DeadLetter,
  deadLetter,
  type Retry,
  retry,
  type Schedule,
  type ScheduleGroup,
  schedule,
  scheduleGroup,
} from './schedule.ts';

export interface SchedulerStore {
  schedules: Collection<Schedule>;
  groups: Collection<ScheduleGroup>;
  retries: Collection<Retry>;
  deadLetters: Collection<DeadLetter>;
}

/** `folder` undefined: in memory. */
export function openSchedulerStore(folder: string | undefined): SchedulerStore {
  function fileOf(name: string): string | undefined {
    return folder === undefined ? undefined : join(folder, name);
  }
  return {
    schedules: createCollection(fileOf('schedules.jsonl'), schedule),
    groups: createCollection(fileOf('groups.jsonl'), scheduleGroup),
    retries: createCollection(fileOf('retries.jsonl'), retry),
    deadLetters: createCollection(fileOf('dead-letters.jsonl'), deadLetter),
  };
}

export async function closeSchedulerStore(store: SchedulerStore): Promise<void> {
  await Promise.all(
    [store.schedules, store.groups, store.retries, store.deadLetters].map((kept) => kept.close()),
  );
}
