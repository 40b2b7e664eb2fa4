/** What people are told and when: each alarm says what it means and where to read on, counts what is really written, and goes off when it should and only then. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { lambdaJournal } from '../../functions/adapters/lambda-journal.ts';
import { asyncFunctionNames, resourceNames } from '../../shared/deployment/resource-names.ts';
import type { BusinessEvent } from '../../shared/journal/business-event.ts';
import { eventNames, metricNamespace, metricUnits } from '../../shared/journal/metrics.ts';
import type { Journal } from '../../shared/ports.ts';
import { hourMs, minuteMs } from '../../shared/time/instant.ts';
import { sampleEvents } from '../journal/sample-events.ts';
import { account, type Resource, region } from '../lambda/resource-identity.ts';
import { createMachine } from '../simulation/machine.ts';
import { standardBooking } from '../world/bodies.ts';
import { createWorld, instantOf, type World } from '../world/world.ts';
import { type DataPoint, readAlarm, stateAt, takeMetrics } from './cloudwatch.ts';
import { projectFolder, read, synthesised } from './synthesised.ts';

const stage = 'prod';
const names = resourceNames(stage);
const { deployment } = synthesised(stage);
const alarms = deployment.resources('AWS::CloudWatch::Alarm');

/** Its heading in the operator's guide: its name without whose it is. */
function idOf({ name }: Resource): string {
  return name.replace(/^booking-gate-(prod|account)-/, '');
}

function alarmOf(id: string): Resource {
  const found = alarms.find((alarm) => idOf(alarm) === id);
  if (found === undefined) throw new Error(`there is no alarm ${id}`);
  return found;
}

describe('each alarm', () => {
  const guide = readFileSync(join(projectFolder, 'docs/operations.md'), 'utf8');
  const headings = [...guide.matchAll(/^#+ `?([\w-]+)`?$/gm)].map(([, heading]) => heading);

  test.each(
    alarms.map((alarm) => [idOf(alarm), alarm] as const),
  )('%s says what it means for people, and names its heading in the guide', (id, alarm) => {
    const description = String(alarm.property('AlarmDescription'));
    const [impact = '', rest = ''] = description.split(' What to do: ');
    expect(impact).toMatch(/^[A-Z].{30,}\.$/);
    expect(rest).toBe(`docs/operations.md, "${id}".`);
    expect(headings).toContain(id);
  });

  test('tells people when it goes off and when it is over, through the topic of its own lifecycle', () => {
    for (const alarm of alarms) {
      const name = alarm.stack === 'booking-gate-account' ? 'booking-gate-account-alarms' : names.alarmsTopic;
      const { ref } = deployment.resource('AWS::SNS::Topic', name);
      expect(alarm.property('AlarmActions'), alarm.name).toEqual([ref]);
      expect(alarm.property('OKActions'), alarm.name).toEqual([ref]);
      expect(alarm.property('ActionsEnabled'), alarm.name).toBeUndefined();
    }
  });

  test('goes to somebody by e-mail', () => {
    const subscriptions = deployment
      .resources('AWS::SNS::Subscription')
      .map((one) => [String(one.property('TopicArn')).split(':').at(-1), one.property('Protocol')]);
    for (const topic of [names.alarmsTopic, 'booking-gate-account-alarms']) {
      expect(subscriptions).toContainEqual([topic, 'email']);
    }
  });

  test('takes silence for good, but for the one whose danger is silence', () => {
    const breaching = alarms.filter((alarm) => alarm.property('TreatMissingData') !== 'notBreaching');
    expect(breaching.map((alarm) => [idOf(alarm), alarm.property('TreatMissingData')])).toEqual([
      ['sweep-silent', 'breaching'],
    ]);
  });
});

/** Lines as a function writes them, as CloudWatch takes them. */
function journalInto(points: DataPoint[], now: () => number): Journal {
  return lambdaJournal({
    clock: { now },
    stage,
    functionName: names.functionOf('sweep'),
    invocation: () => ({}),
    write: (line) => points.push(...takeMetrics(line)),
  });
}

describe('what is counted', () => {
  const metric = z.object({
    Namespace: z.string(),
    MetricName: z.string(),
    Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
  });
  const summed = z.array(z.object({ MetricStat: z.object({ Metric: metric }).optional() }));

  /** Of an alarm over a sum, each. */
  function metricsOf(alarm: Resource): z.infer<typeof metric>[] {
    const metrics = alarm.property('Metrics');
    if (metrics === undefined) return [read(alarm, metric.shape)];
    return summed.parse(metrics).flatMap(({ MetricStat }) => MetricStat?.Metric ?? []);
  }

  function isOwn(alarm: Resource): boolean {
    return alarm.property('Namespace') === metricNamespace;
  }

  test('of our own is a metric that the functions write, with the dimension they write it with', () => {
    const points: DataPoint[] = [];
    const journal = journalInto(points, () => 0);
    const rare: BusinessEvent[] = [
      { ...sampleEvents['text-skipped'], event: 'text-skipped', reason: 'too many texts' } as BusinessEvent, // As its own sample, but for the reason.
      { ...sampleEvents['text-failed'], reason: 'No quota left for account' } as BusinessEvent, // As above.
    ];
    expect(Object.keys(sampleEvents).sort()).toEqual([...eventNames].sort());
    for (const event of [...Object.values(sampleEvents), ...rare]) journal.note(event);
    const written = points.map(({ namespace, name, dimensions }) => ({ namespace, name, dimensions }));

    const own = alarms.filter(isOwn);
    expect(own.length).toBeGreaterThan(10);
    for (const alarm of own) {
      const { Namespace, MetricName, Dimensions } = readAlarm(alarm);
      expect(Object.keys(metricUnits), idOf(alarm)).toContain(MetricName);
      expect(written, idOf(alarm)).toContainEqual({
        namespace: Namespace,
        name: MetricName,
        dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])),
      });
    }
  });

  /** What AWS counts, and by what: with another set of dimensions there is no such metric, and the alarm never goes off. */
  const countedByAws: Readonly<Record<string, string>> = {
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
    'AWS/SQS ApproximateNumberOfMessagesVisible': 'QueueName',
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
    'AWS/ApiGateway 5xx': 'ApiId,Stage',
    // https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html
    'AWS/Lambda Errors': 'FunctionName,Resource',
    'AWS/Lambda Throttles': 'FunctionName,Resource',
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
    'AWS/DynamoDB SystemErrors': 'Operation,TableName',
    'AWS/DynamoDB ReadThrottleEvents': 'TableName',
    'AWS/DynamoDB WriteThrottleEvents': 'TableName',
    // https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
    'AWS/SNS SMSMonthToDateSpentUSD': '',
  };

  test('of AWS’s is a metric that AWS writes, by the dimensions AWS writes it with', () => {
    const found = alarms
      .filter((alarm) => !isOwn(alarm))
      .flatMap(metricsOf)
      .map(({ Namespace, MetricName, Dimensions }) => ({
        name: `${Namespace} ${MetricName}`,
        by: Dimensions.map(({ Name }) => Name)
          .sort()
          .join(','),
      }));
    expect(new Set(found.map(({ name }) => name))).toEqual(new Set(Object.keys(countedByAws)));
    for (const { name, by } of found) expect(by, name).toBe(countedByAws[name]);
  });

  test('of a sum counts where only one of its parts says something', () => {
    const sums = alarms.filter((alarm) => alarm.property('Metrics') !== undefined);
    expect(sums.map(idOf).sort()).toEqual(['table-refusing']);
    for (const alarm of sums) {
      const [sum] = z
        .array(z.object({ Expression: z.string().optional() }))
        .parse(alarm.property('Metrics'))
        .flatMap(({ Expression }) => Expression ?? []);
      expect(sum).toBe(
        metricsOf(alarm)
          .map((_, index) => `FILL(m${index}, 0)`)
          .join(' + '),
      );
    }
  });

  test('of queues is every queue', () => {
    const watched = alarms
      .flatMap(metricsOf)
      .filter(({ Namespace }) => Namespace === 'AWS/SQS')
      .map(({ Dimensions }) => Dimensions[0]?.Value);
    expect(watched.sort()).toEqual(
      [
        names.timerFailures,
        names.inboundFailures,
        ...asyncFunctionNames.map((name) => names.failuresOf(name)),
      ].sort(),
    );
    expect(watched.sort()).toEqual(
      deployment
        .resources('AWS::SQS::Queue')
        .map(({ name }) => name)
        .sort(),
    );
  });

  test('of the door is all of it, and of functions what goes through the alias', () => {
    const all = alarms.flatMap(metricsOf);
    const doors = all.filter(({ Namespace }) => Namespace === 'AWS/ApiGateway');
    const stages = doors.map(({ Dimensions }) => Dimensions.find(({ Name }) => Name === 'Stage')?.Value);
    expect(stages).toEqual(['$default']);
    const functions = all
      .filter(({ Namespace }) => Namespace === 'AWS/Lambda')
      .map(({ Dimensions }) => Dimensions);
    for (const dimensions of functions) {
      const name = dimensions.find(({ Name }) => Name === 'FunctionName')?.Value;
      expect(dimensions).toContainEqual({ Name: 'Resource', Value: `${name}:live` });
    }
    expect(functions).toHaveLength(2);
  });

  test('is what the dashboard shows: every alarm and nothing that nobody writes', () => {
    const body = String(
      deployment
        .resource('AWS::CloudWatch::Dashboard', `${names.prefix}-${region}`)
        .property('DashboardBody'),
    );
    const { widgets } = z
      .object({
        widgets: z.array(
          z.object({
            properties: z.object({
              alarms: z.array(z.string()).optional(),
              metrics: z.array(z.array(z.unknown())).optional(),
            }),
          }),
        ),
      })
      .parse(JSON.parse(body));
    const shown = widgets.flatMap(({ properties }) => properties.alarms ?? []);
    expect(shown.sort()).toEqual(
      alarms
        .filter(({ stack }) => stack === names.prefix)
        .map(({ name }) => `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`)
        .sort(),
    );
    const own = widgets
      .flatMap(({ properties }) => properties.metrics ?? [])
      .filter(([namespace]) => namespace === metricNamespace);
    expect(own.length).toBeGreaterThan(8);
    for (const [, name] of own) expect(Object.keys(metricUnits)).toContain(name);
  });
});

const start = '2026-11-03T15:00:00Z';

/** A world whose journal is written as on AWS and counted as by CloudWatch. */
async function watchedWorld(): Promise<{ world: World; points: DataPoint[] }> {
  const world = await createWorld(start);
  const points: DataPoint[] = [];
  const onAws = journalInto(points, world.ports.clock.now);
  const { note } = world.ports.journal;
  world.ports.journal.note = (event) => {
    note(event);
    onAws.note(event);
  };
  return { world, points };
}

function stateOf(id: string, points: readonly DataPoint[], now: number): string {
  return stateAt(readAlarm(alarmOf(id)), points, now);
}

describe('the sweep’s heartbeat', () => {
  async function runRule(world: World, minutes: number): Promise<void> {
    const { sweep } = world.process();
    for (let minute = 0; minute < minutes; minute += 1) {
      world.ports.clock.advance(minuteMs);
      await sweep();
    }
  }

  test('is heard while the rule runs, with nothing to do too', async () => {
    const { world, points } = await watchedWorld();
    for (let look = 0; look < 6; look += 1) {
      await runRule(world, 5);
      expect(stateOf('sweep-silent', points, world.ports.clock.now() + 1)).toBe('OK');
    }
  });

  test('is missed when the rule is off, within a quarter of an hour, and heard again afterwards', async () => {
    const { world, points } = await watchedWorld();
    await runRule(world, 30);
    const off = world.ports.clock.now();
    const silentAfter = Array.from({ length: 60 }, (_, minute) => minute + 1).find(
      (minute) => stateOf('sweep-silent', points, off + minute * minuteMs) === 'ALARM',
    );
    expect(silentAfter).toBeGreaterThan(5);
    expect(silentAfter).toBeLessThanOrEqual(16);

    world.ports.clock.advance(hourMs);
    expect(stateOf('sweep-silent', points, world.ports.clock.now())).toBe('ALARM');
    await runRule(world, 1);
    expect(stateOf('sweep-silent', points, world.ports.clock.now() + 1)).toBe('OK');
  });

  test('is missed when each run throws, for it comes at the end of one', async () => {
    const { world, points } = await watchedWorld();
    await runRule(world, 30);
    world.ports.store.breakDown();
    const { sweep } = world.process();
    for (let minute = 0; minute < 20; minute += 1) {
      world.ports.clock.advance(minuteMs);
      await expect(sweep()).rejects.toThrow();
    }
    expect(stateOf('sweep-silent', points, world.ports.clock.now())).toBe('ALARM');
  });
});

describe('a Scheduler', () => {
  /** A booking each quarter of an hour: a quiet clinic. */
  const bookings = 4;

  async function bookThroughAnHour(world: World): Promise<void> {
    const machine = createMachine(world);
    for (let nth = 0; nth < bookings; nth += 1) {
      await machine.runOn(instantOf(start) + (nth * hourMs) / bookings);
      const client = {
        name: `Nadia Brook ${nth}`,
        phone: `+1212555011${nth}`,
        email: `nadia${nth}@example.com`,
      };
      const at = world.ports.clock.now();
      const body = standardBooking({ at, start: '2026-11-24T15:00:00Z', uid: `visit-${nth}`, client });
      expect(await world.post('standard', body)).toMatchObject({
        status: 200,
        body: { decision: 'allowed' },
      });
    }
    await machine.runOn(instantOf(start) + hourMs);
  }

  function booked(world: World): number {
    return world.texts().filter(({ milestone }) => milestone === 'booked').length;
  }

  test('that refuses everything for an hour is heard of, while the sweep sends the texts in time', async () => {
    const { world, points } = await watchedWorld();
    world.ports.timers.fail({ kind: 'refuses', reason: 'ServiceQuotaExceededException' });
    await bookThroughAnHour(world);
    const now = world.ports.clock.now();
    expect(stateOf('timers-missing', points, now)).toBe('ALARM');
    expect(booked(world)).toBe(bookings);
    expect(stateOf('texts-late', points, now)).toBe('OK');
  });

  test('that takes timers and fires none is heard of, while the sweep sends the texts in time', async () => {
    const { world, points } = await watchedWorld();
    world.ports.timers.takeDue = () => [];
    const standing = world.ports.timers.standing;
    world.ports.timers.standing = () =>
      standing().map((timer) => ({ ...timer, at: Number.POSITIVE_INFINITY }));
    await bookThroughAnHour(world);
    const now = world.ports.clock.now();
    expect(stateOf('timers-lost', points, now)).toBe('ALARM');
    expect(stateOf('timers-missing', points, now)).toBe('OK');
    expect(booked(world)).toBe(bookings);
    expect(stateOf('texts-late', points, now)).toBe('OK');
  });

  test('that does its work is not, nor one that refuses once', async () => {
    const { world, points } = await watchedWorld();
    await bookThroughAnHour(world);
    world.ports.timers.fail({ kind: 'refuses', reason: 'ThrottlingException' });
    const body = standardBooking({
      at: world.ports.clock.now(),
      start: '2026-11-25T15:00:00Z',
      uid: 'visit-9',
    });
    await world.post('standard', body);
    const now = world.ports.clock.now() + 1;
    expect(points.filter(({ name }) => name === 'timer-missing').length).toBeGreaterThan(0);
    expect(stateOf('timers-missing', points, now)).toBe('OK');
    expect(stateOf('timers-lost', points, now)).toBe('OK');
    expect(booked(world)).toBe(bookings);
  });
});
