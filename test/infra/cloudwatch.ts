/** CloudWatch as far as an alarm needs it: takes metrics out of the functions' lines, adds them up by period, and says what state an alarm is in. */
import * as z from 'zod';
import type { Resource } from '../lambda/resource-identity.ts';
import { read } from './synthesised.ts';

export interface DataPoint {
  namespace: string;
  name: string;
  dimensions: Record<string, string>;
  at: number;
  value: number;
}

const embedded = z.looseObject({
  _aws: z.object({
    Timestamp: z.int(),
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string() })),
      }),
    ),
  }),
});

/** The metrics that CloudWatch takes out of a line. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
export function takeMetrics(line: string): DataPoint[] {
  const parsed = embedded.safeParse(JSON.parse(line));
  if (!parsed.success) return [];
  const { _aws, ...members } = parsed.data;
  return _aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((set) =>
      Metrics.map(({ Name }) => ({
        namespace: Namespace,
        name: Name,
        dimensions: Object.fromEntries(
          set.map((dimension) => [dimension, z.string().parse(members[dimension])]),
        ),
        at: _aws.Timestamp,
        value: z.number().parse(members[Name]),
      })),
    ),
  );
}

const alarmShape = {
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })),
  Statistic: z.enum(['Sum', 'Maximum', 'SampleCount']),
  Period: z.int(),
  EvaluationPeriods: z.int(),
  DatapointsToAlarm: z.int().optional(),
  Threshold: z.number(),
  ComparisonOperator: z.enum(['GreaterThanOrEqualToThreshold', 'LessThanThreshold']),
  TreatMissingData: z.enum(['breaching', 'notBreaching']),
};
export type Alarm = z.infer<z.ZodObject<typeof alarmShape>>;

export function readAlarm(resource: Resource): Alarm {
  return read(resource, alarmShape);
}

/** One value a period up to now, oldest first; `undefined` where nothing came. The periods slide: an alarm is looked at each minute, with what came until then. */
function seriesOf(alarm: Alarm, points: readonly DataPoint[], now: number, periods: number) {
  const dimensions = Object.fromEntries(alarm.Dimensions.map(({ Name, Value }) => [Name, Value]));
  const own = points.filter(
    (point) =>
      point.namespace === alarm.Namespace &&
      point.name === alarm.MetricName &&
      JSON.stringify(point.dimensions) === JSON.stringify(dimensions),
  );
  const periodMs = alarm.Period * 1_000;
  const series: (number | undefined)[] = [];
  for (let ago = periods; ago > 0; ago -= 1) {
    const start = now - ago * periodMs;
    const values = own.filter(({ at }) => at >= start && at < start + periodMs).map(({ value }) => value);
    series.push(values.length === 0 ? undefined : statisticOf(alarm.Statistic, values));
  }
  return series;
}

function statisticOf(statistic: Alarm['Statistic'], values: readonly number[]): number {
  switch (statistic) {
    case 'Sum':
      return values.reduce((sum, value) => sum + value, 0);
    case 'Maximum':
      return Math.max(...values);
    case 'SampleCount':
      return values.length;
    default:
      return statistic satisfies never;
  }
}

/** CloudWatch looks further back than it is told to, and while it finds real data there, silence does not count. How far is not said; its examples look back two periods more. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html */
const periodsLookedBackMore = 2;

/** An alarm's state as it is seen at an instant. */
export function stateAt(alarm: Alarm, points: readonly DataPoint[], now: number): 'OK' | 'ALARM' {
  const { EvaluationPeriods: wanted, DatapointsToAlarm = wanted } = alarm;
  if (DatapointsToAlarm !== wanted) throw new Error('an alarm of some periods among more is not known here');
  const series = seriesOf(alarm, points, now, wanted + periodsLookedBackMore);
  const real = series.filter((value) => value !== undefined);
  const judged = real.slice(-wanted).map((value) => breaches(alarm, value));
  while (judged.length < wanted) judged.push(alarm.TreatMissingData === 'breaching');
  return judged.every(Boolean) ? 'ALARM' : 'OK';
}

function breaches({ ComparisonOperator, Threshold }: Alarm, value: number): boolean {
  return ComparisonOperator === 'LessThanThreshold' ? value < Threshold : value >= Threshold;
}
