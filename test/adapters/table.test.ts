/** The table as data: what the engine asks of its definition. */
import { expect, test } from 'vitest';
import { tableDefinition } from '../../shared/store/table.ts';

test('exactly the attributes that some key uses are declared, for the engine refuses others', () => {
  const { KeySchema, GlobalSecondaryIndexes, AttributeDefinitions } = tableDefinition('any');
  const used = [...KeySchema, ...GlobalSecondaryIndexes.flatMap((index) => index.KeySchema)];
  const declared = AttributeDefinitions.map(({ AttributeName }) => AttributeName);
  expect(declared.toSorted()).toEqual(
    [...new Set(used.map(({ AttributeName }) => AttributeName))].toSorted(),
  );
});

test('no index carries the item, so that answers and phone numbers stand in one place only', () => {
  const { GlobalSecondaryIndexes } = tableDefinition('any');
  const projected = GlobalSecondaryIndexes.flatMap(({ Projection }) => {
    return 'NonKeyAttributes' in Projection ? Projection.NonKeyAttributes : [];
  });
  expect([...new Set(projected)].toSorted()).toEqual([
    'attention',
    'comparableName',
    'nameKey',
    'platform',
    'status',
    'treatment',
    'uid',
  ]);
});
