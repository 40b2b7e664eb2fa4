/** docs/observability.md says all that is written and counted, and nothing else. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { eventNames, metricsOf, metricUnits } from '../../shared/journal/metrics.ts';
import { sampleEvents } from './sample-events.ts';

const document = readFileSync(new URL('../../docs/observability.md', import.meta.url), 'utf8');

/** The rows of the table of events: name, and the metrics it may lead to. */
const rows = [...document.matchAll(/^\| `([a-z-]+)` \| [^|]+ \| ([^|]*)\|$/gm)].map(
  ([, name = '', cell = '']) => ({ name, metrics: [...cell.matchAll(/`([^`]+)`/g)].map(([, one]) => one) }),
);

describe('the table of events', () => {
  test('has every declared event in the order of the declaration, and no other', () => {
    expect(rows.map(({ name }) => name)).toEqual(eventNames);
  });

  test('has every metric, and no other', () => {
    const named = new Set(rows.flatMap(({ metrics }) => metrics));
    expect([...named].sort()).toEqual(Object.keys(metricUnits).sort());
  });

  test('names beside each event the metrics that come of it', () => {
    const named = new Map<string, unknown[]>(rows.map(({ name, metrics }) => [name, metrics]));
    for (const [name, event] of Object.entries(sampleEvents)) {
      for (const metric of metricsOf(event))
        expect([name, named.get(name)]).toEqual([name, expect.arrayContaining([metric.name])]);
    }
  });
});

test('the queries name fields that lines have', () => {
  const queries = [...document.matchAll(/```\n(filter[^`]+)```/g)].map(([, query = '']) => query);
  const fieldsOfLines = new Set([
    ...Object.values(sampleEvents).flatMap((event) => Object.keys(event)),
    ...['level', 'requestId', 'message', '@timestamp', '@log'],
  ]);
  const named = queries.flatMap((query) =>
    [...query.matchAll(/^(?:\| )?(?:display|sort|filter) ([^"[=<\n]+)/gm)].flatMap(([, list = '']) =>
      list.split(/,|\s+(?:in|desc)?/).map((field) => field.trim()),
    ),
  );
  const fields = named.filter((field) => field !== '' && !['seen', 'times'].includes(field));
  expect(fields.length).toBeGreaterThan(20);
  for (const field of fields) expect(fieldsOfLines).toContain(field);
});

test('the queries name events that there are', () => {
  const quoted = [...document.matchAll(/filter event in \[([^\]]+)\]/g)].flatMap(([, list = '']) =>
    [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name),
  );
  expect(quoted.length).toBeGreaterThan(3);
  for (const name of quoted) expect(eventNames).toContain(name);
});
