/** The journal on AWS: one line of JSON on standard output per event, in CloudWatch's embedded metric format where the event counts. No call and no buffer: what was noted is written. */

import type { BusinessEvent } from '../../shared/journal/business-event.ts';
import { levelOf } from '../../shared/journal/level.ts';
import { type Metric, metricDimension, metricNamespace, metricsOf } from '../../shared/journal/metrics.ts';
import type { Clock, Journal } from '../../shared/ports.ts';
import { formatInstant, type Instant } from '../../shared/time/instant.ts';
import type { Invocation } from '../invocation.ts';

export interface JournalSettings {
  clock: Clock;
  stage: string;
  /** As Lambda says it in `AWS_LAMBDA_FUNCTION_NAME`. */
  functionName: string;
  /** Asked at each line. */
  invocation: () => Invocation;
  /** Takes the whole line. Not the console: Lambda writes its own words before what comes from there, and a line with metrics must be JSON from end to end. */
  write?: (line: string) => void;
}

/** `timestamp`, `level` and `requestId` are named as in Lambda's own lines, which it then leaves as they are. https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html */
export function lambdaJournal(settings: JournalSettings): Journal {
  const { clock, stage, functionName, invocation } = settings;
  const write = settings.write ?? ((line: string) => process.stdout.write(line));
  function note(event: BusinessEvent): void {
    const now = clock.now();
    const line = {
      timestamp: formatInstant(now),
      level: levelOf(event.event),
      ...event,
      [metricDimension]: stage,
      function: functionName,
      ...invocation(),
      ...metricMembers(metricsOf(event), now),
    };
    write(`${JSON.stringify(line)}\n`);
  }
  return { note };
}

/** The values stand beside the event's fields, and `_aws` says which of them CloudWatch takes. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
function metricMembers(metrics: readonly Metric[], now: Instant): Record<string, unknown> {
  if (metrics.length === 0) return {};
  const directive = {
    Namespace: metricNamespace,
    Dimensions: [[metricDimension]],
    Metrics: metrics.map(({ name, unit }) => ({ Name: name, Unit: unit })),
  };
  return {
    ...Object.fromEntries(metrics.map(({ name, value }) => [name, value])),
    _aws: { Timestamp: now, CloudWatchMetrics: [directive] },
  };
}
