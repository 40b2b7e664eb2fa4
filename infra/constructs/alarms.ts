/** An alarm as all of ours are: its text says first what it means for people, then where to read what to do. */
import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** How long one data point of an alarm is, minutes: short enough to hear of it before the next hour's texts. */
export const periodMinutes = 5;
export const period = Duration.minutes(periodMinutes);

export interface Danger {
  /** Also its heading in docs/operations.md. */
  id: string;
  /** What it means for clients or staff, as a sentence. */
  impact: string;
  metric: IMetric;
  /** The alarm goes off from here on. */
  from: number;
  /** How many periods in a row; one when absent. */
  periods?: number;
  /** Silence is the danger itself: the alarm goes off below `from`, and when nothing comes. */
  whenSilent?: true;
}

export function addAlarm(scope: Construct, prefix: string, topic: ITopic, danger: Danger): Alarm {
  const { id, impact, metric, from, periods = 1, whenSilent = false } = danger;
  const alarm = new Alarm(scope, id, {
    alarmName: `${prefix}-${id}`,
    alarmDescription: `${impact} What to do: docs/operations.md, "${id}".`,
    metric,
    threshold: from,
    evaluationPeriods: periods,
    comparisonOperator: whenSilent
      ? ComparisonOperator.LESS_THAN_THRESHOLD
      : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: whenSilent ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  });
  alarm.addAlarmAction(new SnsAction(topic));
  alarm.addOkAction(new SnsAction(topic));
  return alarm;
}
