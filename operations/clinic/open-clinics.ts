/** What each verb of the clinic command works with, and how it finds a clinic. */
import { keysMax } from '../../functions/adapters/dynamodb-get.ts';
import type { ClinicDeps } from '../../functions/workflow/deps.ts';
import type { Clinic } from '../../shared/clinic/clinic.ts';
import { keys } from '../../shared/store/item.ts';
import type { CommandIo } from '../command-line.ts';
import { type Stage, StageError } from '../stage.ts';
import type { StaffTopics } from './staff-topics.ts';
import type { Vault } from './vault.ts';

export interface OpenClinics extends CommandIo {
  stage: Stage;
  deps: ClinicDeps;
  vault: Vault;
  topics: StaffTopics;
}

/** By the ids, in their order; undefined where there is none. Throws a StageError for one that cannot be read. */
export async function findClinics(
  { deps }: Pick<OpenClinics, 'deps'>,
  ids: readonly string[],
): Promise<(Clinic | undefined)[]> {
  const found: (Clinic | undefined)[] = [];
  for (let from = 0; from < ids.length; from += keysMax) {
    const items = await deps.store.get(ids.slice(from, from + keysMax).map(keys.clinic));
    for (const item of items) {
      if (item?.type === 'unreadable') {
        throw new StageError(`The item ${item.key} cannot be read: ${item.reason}.`);
      }
      found.push(item?.type === 'clinic' ? item : undefined);
    }
  }
  return found;
}

export async function findClinic(open: OpenClinics, id: string): Promise<Clinic | undefined> {
  const [clinic] = await findClinics(open, [id]);
  if (clinic === undefined) open.complain(`The stage ${open.stage.stage} has no clinic "${id}".`);
  return clinic;
}
