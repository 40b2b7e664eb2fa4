/** The clinics' settings and whose their numbers are, read by the functions' own reader. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { getItems, keysMax } from '../../../functions/adapters/dynamodb-get.ts';
import type { Unreadable } from '../../../shared/ports.ts';
import { type Item, keys } from '../../../shared/store/item.ts';
import type { ClinicItemSeen, Fact } from '../facts.ts';
import { askAbout } from './ask.ts';

type Found = Fact<Item | Unreadable | undefined>;

/** By clinic id. */
export async function askItems(
  client: DynamoDBClient,
  tableName: string,
  ids: readonly string[],
): Promise<Map<string, Fact<ClinicItemSeen>>> {
  const items = await getAll(client, tableName, ids.map(keys.clinic));
  const numbers = await getAll(client, tableName, [...items.values()].flatMap(numberKeyOf));
  return new Map(
    ids.map((id) => {
      const found = items.get(keys.clinic(id));
      return [id, found === undefined ? missing : readClinic(found, numbers)];
    }),
  );
}

const missing: Fact<ClinicItemSeen> = { known: true, value: { item: 'missing' } };

function numberKeyOf(found: Found): string[] {
  return found.known && found.value?.type === 'clinic' ? [keys.number(found.value.smsNumber)] : [];
}

function readClinic(found: Found, numbers: ReadonlyMap<string, Found>): Fact<ClinicItemSeen> {
  if (!found.known) return found;
  const item = found.value;
  if (item === undefined) return missing;
  switch (item.type) {
    case 'clinic': {
      const number = numbers.get(keys.number(item.smsNumber)) ?? { known: true, value: undefined };
      return { known: true, value: { item: 'read', clinic: item, numberOf: readOwner(number) } };
    }
    case 'unreadable':
      return { known: true, value: { item: 'unreadable', reason: item.reason } };
    default:
      return { known: true, value: { item: 'unreadable', reason: `a ${item.type} stands there` } };
  }
}

function readOwner(number: Found): Fact<string | undefined> {
  if (!number.known) return number;
  return { known: true, value: number.value?.type === 'number' ? number.value.clinicId : undefined };
}

/** A table that does not exist holds none of them. */
async function getAll(
  client: DynamoDBClient,
  tableName: string,
  wanted: readonly string[],
): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  const distinct = [...new Set(wanted)];
  for (let from = 0; from < distinct.length; from += keysMax) {
    const some = distinct.slice(from, from + keysMax);
    const items = await askAbout(() => getItems(client, tableName, some));
    some.forEach((key, place) => {
      found.set(key, items.known ? { known: true, value: items.value?.[place] } : items);
    });
  }
  return found;
}
