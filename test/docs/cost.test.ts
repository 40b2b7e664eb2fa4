/** What docs/operations.md says of cost is what is counted, and the counting counts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { billOf, costReport, countAll, pageBillOf, sumOf } from './cost/bill.ts';
import { writeUnits } from './cost/counted-store.ts';
import { askedEveryMs } from './cost/open-page.ts';
import { prices } from './cost/prices.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const counted = await countAll();
const { deployed, lives, page: openPage } = counted;

test('the tables are those that cost/bill.ts prints', () => {
  expect(page).toContain(costReport(counted));
});

test('the sentences below the tables say what the tables say', () => {
  const [none, quiet, busy] = [0, 200, 1_000].map((bookings) => sumOf(billOf(counted, bookings)));
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

test('an open page costs what is said of it, and asks as often as the site does', () => {
  const bill = pageBillOf(openPage);
  const { requests } = openPage;
  expect(page).toContain(`asks ${(requests / 22).toLocaleString('en')} times in eight hours`);
  expect(page).toContain(
    `${requests.toLocaleString('en')} requests and ${sumOf(bill).toFixed(2)} USD a month`,
  );
  expect(page).toContain(`${bill['X-Ray']?.toFixed(2)} of them X-Ray's`);
  const [list, me] = Object.values(askedEveryMs).map((ms) => ms.toLocaleString('en').replace(',', '_'));
  const asking = ['attention/rounds.ts', 'shell/clinic-gate.tsx', 'attention/use-attention.ts'];
  const sources = asking.map((path) => readFileSync(join(import.meta.dirname, '../../web', path), 'utf8'));
  expect(sources[0]).toContain(`againMs = ${list};`);
  expect(sources[1]).toContain(`againMs = ${me};`);
  // Else a page that nobody looks at would ask as well.
  for (const source of sources) expect(source).not.toContain('refetchIntervalInBackground');
});

test('texts are most of what a booking costs', () => {
  const none = billOf(counted, 0);
  const thousand = billOf(counted, 1_000);
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
