/** What stands beside an item in its row. */
import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { rowOf } from '../../functions/adapters/dynamodb-rows.ts';
import { ttlAttribute } from '../../shared/store/table.ts';
import { aBooking, aJob, aPlannedStep, visitStart } from '../contract/items.ts';

test('what expires carries the second DynamoDB may delete it at, and bookings never do', () => {
  expect(rowOf(aJob({ expiresAt: visitStart + 1 }), [], 'mark')[ttlAttribute]).toEqual({
    N: String(visitStart / 1_000 + 1),
  });
  expect(rowOf(aBooking(), [], 'mark')).not.toHaveProperty(ttlAttribute);
});

test('due is kept in whole seconds', () => {
  const row = rowOf(aBooking({ steps: [aPlannedStep(visitStart - 1)] }), [], 'mark');
  expect(row.due).toEqual({ N: String(visitStart / 1_000) });
});

test('the person’s data stand in the item’s text only', () => {
  const { item, ...beside } = rowOf(aBooking(), ['blocked'], 'mark');
  expect(inflateRawSync(item?.B ?? '').toString()).toContain('+12125550101');
  expect(JSON.stringify(beside)).not.toMatch(/\+1212|ada@example|pregnant/);
});
