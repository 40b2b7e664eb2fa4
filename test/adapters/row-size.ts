/** The size of a row as DynamoDB counts and bills it: the bytes of every attribute's name and value. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Attributes, rowOf } from '../../functions/adapters/dynamodb-rows.ts';
import { type AttentionKind, attentionKinds, type Item } from '../../shared/store/item.ts';

/** Bytes one row may have. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
export const rowBytesMax = 400 * 1024;

/** A list and a map cost three bytes, and one for each thing in them. */
const collectionBytes = 3;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
export function rowBytes(item: Item, attention: AttentionKind[] = [...attentionKinds]): number {
  return bytesOf(rowOf(item, attention, 'a'.repeat(22)));
}

export function bytesOf(row: Attributes): number {
  return Object.entries(row).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value),
    0,
  );
}

function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.B !== undefined) return value.B.byteLength;
  if (value.N !== undefined) return Math.ceil(value.N.replace(/\D/g, '').length / 2) + 2;
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  if (value.L !== undefined) {
    return value.L.reduce((sum, one) => sum + 1 + valueBytes(one), collectionBytes);
  }
  throw new Error(`no row of ours has ${Object.keys(value).join()}`);
}
