/** What can go wrong for people as AWS counts it: queues, doors, functions, the table. */
import { type IMetric, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { FunctionName } from '../../shared/deployment/resource-names.ts';
import { type Danger, period, periodMinutes } from './alarms.ts';
import type { HouseFunction } from './house-function.ts';
import type { HttpEndpoint } from './http-endpoint.ts';
import { sumOf } from './sum.ts';

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
  return [
    {
      id: 'answers-failing',
      impact:
        'Webhooks wait at the platforms, which stop trying some day, or clients cannot open their pages, or staff their list: all are answered with errors.',
      metric: http.failures(),
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
      metric: refusalsOf(table),
      from: 5,
    },
  ];
}

/** What the functions call, as the table counts it: its failures come by call only. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
const tableCalls = ['BatchGetItem', 'PutItem', 'UpdateItem', 'Query'];

function refusalsOf({ tableName }: ITable): IMetric {
  const ofTable = (metricName: string, more: Record<string, string> = {}) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName: tableName, ...more },
      period,
      statistic: Stats.SUM,
    });
  return sumOf('refused', [
    ofTable('ReadThrottleEvents'),
    ofTable('WriteThrottleEvents'),
    ...tableCalls.map((Operation) => ofTable('SystemErrors', { Operation })),
  ]);
}
