/** What CloudWatch counted: this month's charges for texts, and when the sweep last ran. */
import { type CloudWatchClient, GetMetricDataCommand, type MetricStat } from '@aws-sdk/client-cloudwatch';
import { type MetricName, metricDimension, metricNamespace } from '../../../shared/journal/metrics.ts';
import { dayMs, hourMs, type Instant, minuteMs, secondMs } from '../../../shared/time/instant.ts';
import type { Fact } from '../facts.ts';
import { ask } from './ask.ts';

/** SNS's own: charges since the month began. https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html */
export function gatherSpent(client: CloudWatchClient, now: Instant): Promise<Fact<number | undefined>> {
  const month = new Date(now);
  const from = Date.UTC(month.getUTCFullYear(), month.getUTCMonth(), 1);
  return ask(async () => {
    const newest = await askNewest(client, from, now, {
      Metric: { Namespace: 'AWS/SNS', MetricName: 'SMSMonthToDateSpentUSD' },
      Period: hourMs / secondMs,
      Stat: 'Maximum',
    });
    return newest?.value;
  });
}

/** Noted by each run of the sweep, also where it found nothing. */
const sweepMetric: MetricName = 'sweep-looked';

/** The functions' own. To the minute. */
export function gatherSweptAt(
  client: CloudWatchClient,
  stage: string,
  now: Instant,
): Promise<Fact<Instant | undefined>> {
  return ask(async () => {
    const newest = await askNewest(client, now - dayMs, now, {
      Metric: {
        Namespace: metricNamespace,
        MetricName: sweepMetric,
        Dimensions: [{ Name: metricDimension, Value: stage }],
      },
      Period: minuteMs / secondMs,
      Stat: 'SampleCount',
    });
    return newest?.at;
  });
}

async function askNewest(
  client: CloudWatchClient,
  from: Instant,
  until: Instant,
  metric: MetricStat,
): Promise<{ at: Instant; value: number } | undefined> {
  const { MetricDataResults } = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(from),
      EndTime: new Date(until),
      ScanBy: 'TimestampDescending',
      MetricDataQueries: [{ Id: 'asked', MetricStat: metric }],
    }),
  );
  const [result] = MetricDataResults ?? [];
  const [at] = result?.Timestamps ?? [];
  const [value] = result?.Values ?? [];
  return at === undefined || value === undefined ? undefined : { at: at.getTime(), value };
}
