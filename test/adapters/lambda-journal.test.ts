/** The lines on AWS, held to the embedded metric format: a line that breaks it is kept as a line and counted as nothing, without a word. */
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { lambdaJournal } from '../../functions/adapters/lambda-journal.ts';
import type { Invocation } from '../../functions/invocation.ts';
import type { BusinessEvent } from '../../shared/journal/business-event.ts';
import { sampleEvents } from '../journal/sample-events.ts';
import { fixedClock } from '../memory/memory-ports.ts';

/** A name as a metric, a dimension or a namespace may have it. */
function name(charsMax: number): z.ZodString {
  return z
    .string()
    .min(1)
    .max(charsMax)
    .regex(/^[\x20-\x7e]+$/);
}

const units = ['Seconds', 'Microseconds', 'Milliseconds', 'Bytes', 'Percent', 'Count', 'None'] as const;

/** The format's metadata, strict where it says that nothing else may stand there. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
const metadata = z.strictObject({
  Timestamp: z.int().nonnegative(),
  CloudWatchMetrics: z
    .array(
      z.strictObject({
        Namespace: name(1_024),
        Dimensions: z.array(z.array(name(250)).max(30)).min(1),
        Metrics: z
          .array(
            z.strictObject({
              Name: name(1_024),
              Unit: z.enum(units).optional(),
              StorageResolution: z.union([z.literal(1), z.literal(60)]).optional(),
            }),
          )
          .max(100),
      }),
    )
    .min(1),
});

/** What a directive names must stand at the root: dimensions as texts, metrics as numbers. */
function checkTargets(line: Record<string, unknown>): void {
  for (const { Dimensions, Metrics } of metadata.parse(line._aws).CloudWatchMetrics) {
    for (const dimension of Dimensions.flat()) z.string().min(1).max(1_024).parse(line[dimension]);
    for (const { Name } of Metrics) z.number().parse(line[Name]);
  }
}

function writtenOf(event: BusinessEvent, invocation: () => Invocation = () => ({})): string {
  const lines: string[] = [];
  const clock = fixedClock('2026-11-20T18:00:00Z');
  const settings = { clock, stage: 'dev', functionName: 'booking-gate-dev-follow-up', invocation };
  lambdaJournal({ ...settings, write: (line) => lines.push(line) }).note(event);
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}

function lineOf(event: BusinessEvent, invocation?: () => Invocation): Record<string, unknown> {
  return JSON.parse(writtenOf(event, invocation));
}

const all = Object.values(sampleEvents);

test('an event that counts is one line with its fields, where it is from, and its metrics', () => {
  const event = sampleEvents['text-unknown'];
  expect(lineOf(event, () => ({ requestId: 'request-1', traceId: '1-5759e988-bd86' }))).toEqual({
    timestamp: '2026-11-20T18:00:00.000Z',
    level: 'WARN',
    ...event,
    stage: 'dev',
    function: 'booking-gate-dev-follow-up',
    requestId: 'request-1',
    traceId: '1-5759e988-bd86',
    'text-unknown': 1,
    _aws: {
      Timestamp: Date.parse('2026-11-20T18:00:00Z'),
      CloudWatchMetrics: [
        {
          Namespace: 'booking-gate',
          Dimensions: [['stage']],
          Metrics: [{ Name: 'text-unknown', Unit: 'Count' }],
        },
      ],
    },
  });
});

test('an event that counts nothing is a plain line', () => {
  expect(lineOf(sampleEvents['page-refused'])).toEqual({
    timestamp: '2026-11-20T18:00:00.000Z',
    level: 'INFO',
    ...sampleEvents['page-refused'],
    stage: 'dev',
    function: 'booking-gate-dev-follow-up',
  });
});

describe.each(all.map((event) => [event.event, event] as const))('%s', (_name, event) => {
  test('is one line that CloudWatch reads', () => {
    expect(writtenOf(event)).toMatch(/^\{[^\n]+\}\n$/);
    const line = lineOf(event);
    if (line._aws !== undefined) checkTargets(line);
    expect(line).toMatchObject(event);
  });
});

test('the format is held: a value that is missing, a text for a number and a stray field are found', () => {
  const line = lineOf(sampleEvents.swept);
  expect(() => checkTargets({ ...line, 'sweep-looked': undefined })).toThrow();
  expect(() => checkTargets({ ...line, 'sweep-looked': '3' })).toThrow();
  expect(() => checkTargets({ ...line, stage: undefined })).toThrow();
  expect(() => checkTargets({ ...line, _aws: { ...Object(line._aws), stage: 'dev' } })).toThrow();
});

test('the stage is the only dimension, so that a metric costs once', () => {
  const dimensions = all
    .map((event) => lineOf(event)._aws)
    .filter((one) => one !== undefined)
    .flatMap((one) => metadata.parse(one).CloudWatchMetrics.flatMap(({ Dimensions }) => Dimensions));
  expect(dimensions.length).toBeGreaterThan(10);
  for (const set of dimensions) expect(set).toEqual(['stage']);
});

test('the invocation is the one of the line, not of the start', () => {
  const lines: string[] = [];
  const current: Invocation = {};
  const journal = lambdaJournal({
    clock: fixedClock(),
    stage: 'dev',
    functionName: 'sweep',
    invocation: () => current,
    write: (line) => lines.push(line),
  });
  for (const requestId of ['first', 'second']) {
    current.requestId = requestId;
    journal.note(sampleEvents.swept);
  }
  expect(lines.map((line) => JSON.parse(line).requestId)).toEqual(['first', 'second']);
});

test('a field that looks like a line of its own stays inside its line', () => {
  const written = writtenOf({
    event: 'reply-taken',
    clinicId: 'rosewater',
    meaning: 'a\n{"event":"text-sent"}',
  });
  expect(written.trimEnd().split('\n')).toHaveLength(1);
});
