/** What staff look things up by: what needs a person, and the searches. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { FoundEntry, ListStore } from '../../shared/ports.ts';
import { indexes } from '../../shared/store/table.ts';
import { attentionFrom } from './dynamodb-attention.ts';
import { queryIndex } from './dynamodb-query.ts';
import { foundOf } from './dynamodb-rows.ts';
import { visitsFrom } from './dynamodb-visits.ts';

const searchIndexes = {
  'last-four': [indexes.lastFour],
  name: [indexes.name1, indexes.name2, indexes.name3, indexes.name4],
};

export function dynamodbLists(client: DynamoDBClient, tableName: string): ListStore {
  return {
    attentionFrom: attentionFrom(client, tableName),
    visitsFrom: visitsFrom(client, tableName),
    search: async (by, values, limit) => {
      const asked = searchIndexes[by].flatMap((index) => values.map((hash) => ({ index, hash })));
      const found = await Promise.all(
        asked.map((one) => queryIndex(client, tableName, { ...one, newestFirst: true, limit }, foundOf)),
      );
      return newestOf(found.flat(), limit);
    },
  };
}

/** Each booking once: it may be found by two words of its name. */
function newestOf(found: FoundEntry[], limit: number): FoundEntry[] {
  const byKey = new Map(found.map((entry) => [entry.key, entry]));
  return [...byKey.values()]
    .toSorted((a, b) => b.startAt - a.startAt || (a.key < b.key ? 1 : -1))
    .slice(0, limit);
}
