/** What docs/operations.md says of cost is what is counted, and the counting counts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { constructStage } from './constructed.ts';
import { billOf, costReport, typicalBooking } from './cost/bill.ts';
import { writeUnits } from './cost/counted-store.ts';
import { countDeployed } from './cost/deployed.ts';
import { prices } from './cost/prices.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const deployed = countDeployed(constructStage('prod'));
const lives = await typicalBooking();

test('the tables are those that cost/bill.ts prints', () => {
  expect(page).toContain(costReport(deployed, lives));
});

test('the sentences below the tables say what the tables say', () => {
  const totalOf = (bookings: number) =>
    Object.values(billOf(deployed, lives, bookings)).reduce((sum, usd) => sum + usd, 0);
  const [none, quiet, busy] = [0, 200, 1_000].map(totalOf);
  if (none === undefined || quiet === undefined || busy === undefined) throw new Error('three bills');
  expect(page).toContain(
    `cost about ${Math.round(busy - none)} USD beside the fixed ${Math.round(none)} a month`,
  );
  expect(page).toContain(`pays about ${Math.round(quiet)} USD`);
  expect(readme).toContain(
    `about ${Math.round(none)} USD a month, and ${Math.round((busy - none) / 10)} cents a booking`,
  );
  const longer = lives.map(({ textParts, textPartsShort }) => textParts - textPartsShort);
  const savedUsd = (longer.reduce((sum, parts) => sum + parts, 0) / lives.length) * 1_000 * prices.textPart;
  expect(page).toContain(`which is ${Math.round(savedUsd)} USD less for a thousand bookings`);
  expect(page).toContain(`**Alarms**: ${deployed.alarms} over ${deployed.alarmMetrics} metrics`);
});

test('texts are most of what a booking costs', () => {
  const none = billOf(deployed, lives, 0);
  const thousand = billOf(deployed, lives, 1_000);
  const { 'texts and replies': texts = 0, ...others } = thousand;
  const rest = Object.entries(others).reduce((sum, [name, usd]) => sum + usd - (none[name] ?? 0), 0);
  expect(rest).toBeLessThan(texts / 10);
});

describe('the write units of a put', () => {
  const row = { pk: { S: 'booking#a' }, item: { B: new Uint8Array(1_500) } };
  const due = { dueShard: { N: '1' }, due: { N: '1793718210' } };

  test.each([
    ['of a new row are its KB, rounded up', undefined, row, 2],
    ['that brings it into an index are one more', row, { ...row, ...due }, 3],
    ['that changes nothing in the index are those of the table', { ...row, ...due }, { ...row, ...due }, 2],
    ['that moves it in the index are two more', { ...row, ...due }, { ...row, ...due, due: { N: '2' } }, 4],
    ['that takes it out of the index are one more', { ...row, ...due }, row, 3],
    ['that shrinks it are those of its size before', row, { pk: row.pk }, 2],
  ])('%s', (_, before, after, units) => {
    expect(writeUnits(before, after)).toBe(units);
  });
});
