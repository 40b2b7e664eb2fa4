/** What can go wrong for people, one entry each, and the figure that shows it: the functions' own events first, then what AWS counts. */
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { FunctionName } from '../../shared/deployment/resource-names.ts';
import { type MetricName, metricDimension, metricNamespace } from '../../shared/journal/metrics.ts';
import { type Danger, period, periodMinutes } from './alarms.ts';
import type { HouseFunction } from './house-function.ts';
import type { HttpEndpoint } from './http-endpoint.ts';

export function gateMetric(stage: string, metricName: MetricName, statistic: string = Stats.SUM): Metric {
  const dimensionsMap = { [metricDimension]: stage };
  return new Metric({ namespace: metricNamespace, metricName, dimensionsMap, statistic, period });
}

/** What the functions say themselves. */
export function eventDangers(stage: string): Danger[] {
  const sum = (name: MetricName) => gateMetric(stage, name);
  return [
    {
      id: 'texts-late',
      impact: 'Texts are more than 15 minutes late: clients may not hear in time what to do.',
      metric: gateMetric(stage, 'sweep-oldest-overdue', Stats.MAXIMUM),
      from: 15 * 60,
    },
    {
      id: 'sweep-silent',
      impact: 'Nothing looks for overdue work: a text whose timer is lost does not go out.',
      metric: gateMetric(stage, 'sweep-looked', Stats.SAMPLE_COUNT),
      from: 1,
      whenSilent: true,
    },
    {
      id: 'timers-lost',
      impact: 'Timers did not fire: texts go out up to four minutes late, and only the sweep sends them.',
      metric: sum('timer-lost'),
      from: 5,
    },
    {
      id: 'timers-missing',
      impact: 'The Scheduler takes no timers: bookings are decided, texts go out up to four minutes late.',
      metric: sum('timer-missing'),
      from: 5,
    },
    {
      id: 'texts-failed',
      impact: 'Texts fail: these clients were not told and must be called.',
      metric: sum('text-failed'),
      from: 3,
    },
    {
      id: 'texts-unknown',
      impact: 'Nobody knows whether a text went out: it is not sent again by itself, a person must decide.',
      metric: sum('text-unknown'),
      from: 1,
    },
    {
      id: 'texts-capped',
      impact:
        'One number came to the bound of texts that no honest course of events reaches: it gets no more.',
      metric: sum('text-capped'),
      from: 1,
    },
    {
      id: 'spend-limit-reached',
      impact: "No text goes out any more: the month's money for texts is spent.",
      metric: sum('spend-limit-reached'),
      from: 1,
    },
    {
      id: 'deliveries-unprocessed',
      impact: 'Bookings came in and are not checked yet: a client may come who should not be treated.',
      metric: gateMetric(stage, 'sweep-deliveries-unfinished', Stats.MAXIMUM),
      from: 1,
      periods: 3,
    },
    {
      id: 'deliveries-rejected',
      impact: "A platform's webhooks are refused: its bookings are not checked. Perhaps its secret is wrong.",
      metric: sum('delivery-rejected'),
      from: 20,
    },
    {
      id: 'delivery-conflict',
      impact: 'One delivery came twice with different contents, both signed: the first stands, one is wrong.',
      metric: sum('delivery-conflict'),
      from: 1,
    },
    {
      id: 'items-quarantined',
      impact:
        'A booking cannot be worked on and was set aside: its client gets no texts until a person looks.',
      metric: sum('item-quarantined'),
      from: 1,
    },
    {
      id: 'notices-failed',
      impact: 'Staff were not notified of a booking that needs them: look at the blocked bookings by hand.',
      metric: sum('notice-failed'),
      from: 1,
    },
  ];
}

/** What lies in a queue for what could not be done. */
export function queueDangers(queues: Readonly<Record<string, Queue>>): Danger[] {
  return Object.entries(queues).map(([name, queue]) => ({
    id: `dead-letters-${name}`,
    impact: `Something for ${name} could not be done and waits for a person: a text or an answer may be missing.`,
    metric: queue.metricApproximateNumberOfMessagesVisible({ period, statistic: Stats.MAXIMUM }),
    from: 1,
  }));
}

export interface Seen {
  functions: Readonly<Record<FunctionName, HouseFunction>>;
  http: HttpEndpoint;
  table: ITable;
}

/** What AWS counts of the doors, the functions and the table. */
export function serviceDangers({ functions, http, table }: Seen): Danger[] {
  const ofTable = { dimensionsMap: { TableName: table.tableName }, period, statistic: Stats.SUM };
  return [
    {
      id: 'webhooks-failing',
      impact:
        'Webhooks are answered with errors: bookings wait at the platform, which stops trying some day.',
      metric: http.failuresOf('webhook'),
      from: 3,
    },
    {
      id: 'pages-failing',
      impact: 'Clients cannot open their screening form or care page.',
      metric: http.failuresOf('client-pages'),
      from: 3,
    },
    {
      id: 'functions-throttled',
      impact: `The account runs too many functions at once: webhooks and texts wait. Seen over ${periodMinutes} minutes.`,
      metric: functions.webhook.alias.metricThrottles({ period }),
      from: 1,
    },
    {
      id: 'follow-up-failing',
      impact:
        'The function that sends texts throws: Lambda tries again twice, then the text waits in its queue.',
      metric: functions['follow-up'].alias.metricErrors({ period }),
      from: 3,
    },
    {
      id: 'table-refusing',
      impact: 'The table cannot keep up or fails: webhooks are answered 503 and texts are late.',
      metric: new Metric({ namespace: 'AWS/DynamoDB', metricName: 'SystemErrors', ...ofTable }),
      from: 5,
    },
  ];
}
