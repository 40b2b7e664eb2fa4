/** What can go wrong for people as the functions' own events tell it, one entry each. */
import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { type MetricName, metricDimension, metricNamespace } from '../../shared/journal/metrics.ts';
import { type Danger, period as usualPeriod } from './alarms.ts';

interface EventDanger extends Omit<Danger, 'metric'> {
  counts: MetricName;
  /** The sum when absent. */
  statistic?: string;
  /** What it counts in one period; the alarms' usual one when absent. */
  period?: Duration;
}

/** For what a quiet clinic causes only now and then: a booking asks for a timer about five times while it is new. */
const quietPeriod = Duration.hours(1);

const dangers: readonly EventDanger[] = [
  {
    id: 'texts-late',
    impact: 'Texts are more than 15 minutes late: clients may not hear in time what to do.',
    counts: 'sweep-oldest-overdue',
    statistic: Stats.MAXIMUM,
    from: 15 * 60,
  },
  {
    id: 'sweep-silent',
    impact: 'Nothing looks for overdue work: a text whose timer is lost does not go out.',
    counts: 'sweep-looked',
    statistic: Stats.SAMPLE_COUNT,
    from: 1,
    whenSilent: true,
  },
  {
    id: 'timers-lost',
    impact: 'Timers did not fire: texts go out up to four minutes late, and only the sweep sends them.',
    counts: 'timer-lost',
    from: 3,
    period: quietPeriod,
  },
  {
    id: 'timers-missing',
    impact: 'The Scheduler takes no timers: bookings are decided, texts go out up to four minutes late.',
    counts: 'timer-missing',
    from: 5,
    period: quietPeriod,
  },
  {
    id: 'texts-failed',
    impact: 'Texts fail: these clients were not told and must be called.',
    counts: 'text-failed',
    from: 3,
  },
  {
    id: 'texts-unknown',
    impact: 'Nobody knows whether a text went out: it is not sent again by itself, a person must decide.',
    counts: 'text-unknown',
    from: 1,
  },
  {
    id: 'texts-capped',
    impact: 'One number came to the bound of texts that no honest course of events reaches: it gets no more.',
    counts: 'text-capped',
    from: 1,
  },
  {
    id: 'spend-limit-reached',
    impact: "No text goes out any more: the month's money for texts is spent.",
    counts: 'spend-limit-reached',
    from: 1,
  },
  {
    id: 'deliveries-unprocessed',
    impact: 'Bookings came in and are not checked yet: a client may come who should not be treated.',
    counts: 'sweep-deliveries-unfinished',
    statistic: Stats.MAXIMUM,
    from: 1,
    periods: 3,
  },
  {
    id: 'deliveries-rejected',
    impact: "A platform's webhooks are refused: its bookings are not checked. Perhaps its secret is wrong.",
    counts: 'delivery-rejected',
    from: 20,
  },
  {
    id: 'delivery-conflict',
    impact: 'One delivery came twice with different contents, both signed: the first stands, one is wrong.',
    counts: 'delivery-conflict',
    from: 1,
  },
  {
    id: 'items-quarantined',
    impact:
      'Something stored cannot be worked on and was set aside: a client gets no texts, or the removal of their data stands still, until a person looks.',
    counts: 'item-quarantined',
    from: 1,
  },
  {
    id: 'notices-failed',
    impact: 'Staff were not notified of a booking that needs them: look at the blocked bookings by hand.',
    counts: 'notice-failed',
    from: 1,
  },
];

export function gateMetric(
  stage: string,
  metricName: MetricName,
  { statistic = Stats.SUM, period = usualPeriod }: { statistic?: string; period?: Duration } = {},
): Metric {
  const dimensionsMap = { [metricDimension]: stage };
  return new Metric({ namespace: metricNamespace, metricName, dimensionsMap, statistic, period });
}

export function eventDangers(stage: string): Danger[] {
  return dangers.map(({ counts, statistic = Stats.SUM, period = usualPeriod, ...danger }) => ({
    ...danger,
    metric: gateMetric(stage, counts, { statistic, period }),
  }));
}
