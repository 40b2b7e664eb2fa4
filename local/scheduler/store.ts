/** Where the Scheduler endpoint keeps its schedules, groups and hand-overs. */
import { join } from 'node:path';
import { type Collection, createCollection } from '../journal.ts';
import {
  type HandOver,
  handOver,
  type Schedule,
  type ScheduleGroup,
  schedule,
  scheduleGroup,
} from './schedule.ts';

export interface SchedulerStore {
  schedules: Collection<Schedule>;
  groups: Collection<ScheduleGroup>;
  handOvers: Collection<HandOver>;
}

/** `folder` undefined: in memory. */
export function openSchedulerStore(folder: string | undefined): SchedulerStore {
  function fileOf(name: string): string | undefined {
    return folder === undefined ? undefined : join(folder, name);
  }
  return {
    schedules: createCollection(fileOf('schedules.jsonl'), schedule),
    groups: createCollection(fileOf('groups.jsonl'), scheduleGroup),
    handOvers: createCollection(fileOf('hand-overs.jsonl'), handOver),
  };
}

export async function closeSchedulerStore(store: SchedulerStore): Promise<void> {
  await Promise.all([store.schedules, store.groups, store.handOvers].map((kept) => kept.close()));
}
