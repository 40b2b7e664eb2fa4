/** The rows behind entries of the attention index, as they stand now: the index may lag, and what needs nobody any more is left out. */
import type { AttentionRow } from '../../../shared/api/manager/attention-view.ts';
import type { Role } from '../../../shared/api/manager/role.ts';
import {
  viewAttentionBooking,
  viewQuarantined,
  viewRefusedDelivery,
} from '../../../shared/api/manager/views/view-attention.ts';
import type { Clinic } from '../../../shared/clinic/clinic.ts';
import type { AttentionEntry, Unreadable } from '../../../shared/ports.ts';
import type { Item } from '../../../shared/store/item.ts';
import { placeOfKey } from '../../../shared/store/key-parts.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import { possibleInList } from '../acts/possible-acts.ts';
import type { StaffDeps } from '../deps.ts';
import { policyFor } from '../load.ts';
import { readMany } from '../read-many.ts';

export interface RowsAsked {
  clinic: Clinic;
  role: Role;
  entries: readonly AttentionEntry[];
}

export async function attentionRows(
  deps: StaffDeps,
  asked: RowsAsked,
  now: Instant,
): Promise<AttentionRow[]> {
  const items = await readMany(
    deps.store,
    asked.entries.map(({ key }) => key),
  );
  const rows = await Promise.all(
    asked.entries.map((entry, index) => rowOf(deps, asked, { entry, item: items[index] }, now)),
  );
  return rows.filter((row) => row !== undefined);
}

interface Listed {
  entry: AttentionEntry;
  item: Item | Unreadable | undefined;
}

async function rowOf(
  deps: StaffDeps,
  { clinic, role }: RowsAsked,
  { entry, item }: Listed,
  now: Instant,
): Promise<AttentionRow | undefined> {
  switch (item?.type) {
    case 'booking': {
      const policy = await policyFor(deps, item, clinic);
      const can = await possibleInList(deps, { booking: item, clinic, policy }, role, now);
      return viewAttentionBooking({ booking: item, policy, zone: clinic.zone, can, now });
    }
    case 'delivery':
      return viewRefusedDelivery(item);
    case 'quarantine':
      return viewQuarantined(item, placeOfKey(item.key));
    case 'unreadable':
      return viewQuarantined({ reason: item.reason, since: entry.startAt }, placeOfKey(item.key));
    default:
      return undefined;
  }
}
