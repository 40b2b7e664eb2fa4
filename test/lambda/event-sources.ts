/** What invokes the functions of a deployed stage beside the HTTP API, as its templates say, and the events it sends. */
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import * as z from 'zod';
import { account, partition, region, TemplateError } from './resource-identity.ts';
import type { Deployment } from './template.ts';

export function subscriberOf(deployment: Deployment, topicArn: string): string {
  const [subscription, ...more] = deployment
    .resources('AWS::SNS::Subscription')
    .filter((one) => one.property('TopicArn') === topicArn && one.property('Protocol') === 'lambda');
  if (subscription === undefined || more.length > 0) {
    throw new TemplateError(`expected one function to hear ${topicArn}`);
  }
  return String(subscription.property('Endpoint'));
}

const ruleTargets = z.tuple([z.looseObject({ Arn: z.string(), Input: z.string().optional() })]);

export function sweepRule(deployment: Deployment, now: number) {
  const [rule, ...more] = deployment
    .resources('AWS::Events::Rule')
    .filter((one) => one.property('ScheduleExpression') !== undefined);
  if (rule === undefined || more.length > 0) throw new TemplateError('expected one recurring rule');
  if (rule.property('ScheduleExpression') !== 'rate(1 minute)' || rule.property('State') !== 'ENABLED') {
    throw new TemplateError(`${rule.name} does not run each minute`);
  }
  const ruleArn = String(rule.attribute('Arn'));
  const [{ Arn, Input }] = ruleTargets.parse(rule.property('Targets'));
  return {
    sourceArn: ruleArn,
    functionArn: Arn,
    event: Input === undefined ? eventOfRule(ruleArn, now) : JSON.parse(Input),
  };
}

/** What a rule sends where its target names no input of its own. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html */
function eventOfRule(ruleArn: string, now: number) {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account,
    time: new Date(now).toISOString().replace(/\.\d{3}/, ''),
    region,
    resources: [ruleArn],
    detail: {},
  };
}

const logGroups = {
  delivered: `sns/${region}/${account}/DirectPublishToPhoneNumber`,
  failed: `sns/${region}/${account}/DirectPublishToPhoneNumber/Failure`,
} as const;
export type DeliveryLog = keyof typeof logGroups;

/** Of SNS's two logs one: its group and who hears it. https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html */
export function deliveryLog(deployment: Deployment, log: DeliveryLog) {
  const logGroup = logGroups[log];
  const [filter, ...more] = deployment
    .resources('AWS::Logs::SubscriptionFilter')
    .filter((one) => one.property('LogGroupName') === logGroup);
  if (filter === undefined || more.length > 0)
    throw new TemplateError(`expected one function to hear ${logGroup}`);
  return {
    logGroup,
    sourceArn: `arn:${partition}:logs:${region}:${account}:log-group:${logGroup}:*`,
    functionArn: String(filter.property('DestinationArn')),
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-cloudwatchlogs.html */
export function logsEvent(logGroup: string, lines: readonly string[], at: number): unknown {
  const data = {
    messageType: 'DATA_MESSAGE',
    owner: account,
    logGroup,
    logStream: 'made-up',
    subscriptionFilters: ['receipts'],
    logEvents: lines.map((message, index) => ({ id: String(index), timestamp: at, message })),
  };
  return { awslogs: { data: gzipSync(JSON.stringify(data)).toString('base64') } };
}
