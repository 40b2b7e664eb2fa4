/** The one table as data: what the stack deploys, the local engine creates and the store queries is this. Reasons in docs/decisions/004. */

/** The attribute DynamoDB deletes by, epoch seconds. */
export const ttlAttribute = 'expires';

export interface TableIndex {
  name: string;
  hash: { name: string; type: 'S' | 'N' };
  /** Always a number: seconds for `due`, ms for the others. */
  range: string;
  /** Copied into the index beside the keys. */
  projected: readonly string[];
}

const visitAttributes = ['platform', 'uid', 'treatment', 'status', 'nameKey'] as const;

export const indexes = {
  due: { name: 'due', hash: { name: 'dueShard', type: 'N' }, range: 'due', projected: [] },
  attention: {
    name: 'attention',
    hash: { name: 'attentionClinic', type: 'S' },
    range: 'attentionAt',
    projected: ['attention'],
  },
  visits: visitIndex('visits', 'visitClinic'),
  phone: visitIndex('phone', 'phoneKey'),
  email: visitIndex('email', 'emailKey'),
  lastFour: { ...visitIndex('last-four', 'lastFourKey'), projected: [] },
  name1: nameIndex('name-1', 'name1'),
  name2: nameIndex('name-2', 'name2'),
  name3: nameIndex('name-3', 'name3'),
  name4: nameIndex('name-4', 'name4'),
} satisfies Record<string, TableIndex>;

interface KeyPart {
  AttributeName: string;
  KeyType: 'HASH' | 'RANGE';
}

/** The input of DynamoDB's CreateTable, as far as it is used. */
export interface TableDefinition {
  TableName: string;
  BillingMode: 'PAY_PER_REQUEST';
  KeySchema: KeyPart[];
  AttributeDefinitions: { AttributeName: string; AttributeType: 'S' | 'N' }[];
  GlobalSecondaryIndexes: {
    IndexName: string;
    KeySchema: KeyPart[];
    Projection: { ProjectionType: 'KEYS_ONLY' } | { ProjectionType: 'INCLUDE'; NonKeyAttributes: string[] };
  }[];
}

export function tableDefinition(tableName: string): TableDefinition {
  const all: TableIndex[] = Object.values(indexes);
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      ...all.map(({ hash }) => ({ AttributeName: hash.name, AttributeType: hash.type })),
      ...[...new Set(all.map(({ range }) => range))].map((name) => ({
        AttributeName: name,
        AttributeType: 'N' as const,
      })),
    ],
    GlobalSecondaryIndexes: all.map((index) => ({
      IndexName: index.name,
      KeySchema: [
        { AttributeName: index.hash.name, KeyType: 'HASH' },
        { AttributeName: index.range, KeyType: 'RANGE' },
      ],
      Projection:
        index.projected.length === 0
          ? { ProjectionType: 'KEYS_ONLY' }
          : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...index.projected] },
    })),
  };
}

/** One for each word that a name is found by: an item stands in an index once. */
function nameIndex<const N extends string>(name: N, hash: string) {
  return { ...visitIndex(name, hash), projected: ['comparableName'] } as const;
}

function visitIndex<const N extends string>(name: N, hash: string) {
  return {
    name,
    hash: { name: hash, type: 'S' },
    range: 'startAt',
    projected: visitAttributes,
  } as const;
}
