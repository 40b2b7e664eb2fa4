/** Between the items of the core and the attributes of the table: the item as one deflated JSON text (a quarter of its size, and writes are paid by the KB), the index attributes beside it, so that neither can clash with the other. */

import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { bookingSchema } from '../../shared/booking/booking.ts';
import type { AttentionEntry, DueEntry, FoundEntry, Unreadable, VisitEntry } from '../../shared/ports.ts';
import { indexEntryOf } from '../../shared/store/index-entry.ts';
import { type AttentionKind, attentionKinds, type Item, keyOf } from '../../shared/store/item.ts';
import { secondMs } from '../../shared/time/instant.ts';
import { readItem, textOf } from './stored-item.ts';

/** Far above any item that is written: a bound on what a broken row can cost. */
const inflatedBytesMax = 4 * 1024 * 1024;

export type Attributes = Record<string, AttributeValue>;

/** `mark` is the writer's own: by it a put whose answer was lost is known again. */
export function rowOf(item: Item, attention: AttentionKind[], mark: string): Attributes {
  return marshall(
    {
      pk: keyOf(item),
      type: item.type,
      version: item.version,
      mark,
      item: deflateRawSync(textOf(item)),
      ...expiryOf(item),
      ...indexAttributesOf(item, attention),
    },
    { removeUndefinedValues: true },
  );
}

export function itemOf(row: Attributes): Item | Unreadable {
  return readItem(keyOfRow(row), inflated(row.item?.B));
}

/** `undefined` for what was not written by `rowOf`: no schema takes that. */
function inflated(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  try {
    return inflateRawSync(bytes, { maxOutputLength: inflatedBytesMax }).toString('utf8');
  } catch {
    return undefined;
  }
}

export function keyOfRow(row: Attributes): string {
  return row.pk?.S ?? '';
}

export function markOfRow(row: Attributes | undefined): string | undefined {
  return row?.mark?.S;
}

const visitRow = z.object({
  pk: z.string(),
  platform: z.string(),
  uid: z.string(),
  startAt: z.int(),
  treatment: z.string(),
  status: bookingSchema.shape.status,
  nameKey: z.string(),
});
const foundRow = z.object({ pk: z.string(), startAt: z.int(), comparableName: z.string().optional() });
const dueRow = z.object({ pk: z.string(), due: z.int() });
const attentionRow = z.object({
  pk: z.string(),
  attentionAt: z.int(),
  attention: z.array(z.enum(attentionKinds)),
});

export function visitOf(row: Attributes): VisitEntry {
  const { pk, ...visit } = visitRow.parse(unmarshall(row));
  return { key: pk, ...visit };
}

export function foundOf(row: Attributes): FoundEntry {
  const { pk, startAt, comparableName } = foundRow.parse(unmarshall(row));
  return { key: pk, startAt, ...(comparableName === undefined ? {} : { name: comparableName }) };
}

export function dueEntryOf(row: Attributes): DueEntry {
  const { pk, due } = dueRow.parse(unmarshall(row));
  return { key: pk, due: due * secondMs };
}

export function attentionOf(row: Attributes): AttentionEntry {
  const { pk, attentionAt, attention } = attentionRow.parse(unmarshall(row));
  return { key: pk, startAt: attentionAt, kinds: attention };
}

function expiryOf(item: Item): { expires?: number } {
  return 'expiresAt' in item ? { expires: Math.ceil(item.expiresAt / secondMs) } : {};
}

function indexAttributesOf(item: Item, kinds: AttentionKind[]) {
  const { due, attention, visit, phoneKey, emailKey, lastFourKey, names, summary, belongsTo } = indexEntryOf(
    item,
    kinds,
  );
  const [name1, name2, name3, name4] = names?.prefixes ?? [];
  return {
    dueShard: due?.shard,
    due: due?.at,
    attentionClinic: attention?.clinicId,
    attentionAt: attention?.startAt,
    attention: attention?.kinds,
    visitClinic: visit?.clinicId,
    startAt: visit?.startAt ?? belongsTo?.since,
    phoneKey: phoneKey ?? belongsTo?.booking,
    emailKey,
    lastFourKey,
    ...{ name1, name2, name3, name4 },
    comparableName: names?.comparable,
    ...(item.type === 'booking' ? { platform: item.platform, uid: item.uid } : {}),
    ...summary,
  };
}
