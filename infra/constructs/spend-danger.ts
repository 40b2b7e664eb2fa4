/** The account's money for texts running out: said while there is time to ask AWS for more. */
import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Danger } from './alarms.ts';

/** Of the month's limit. Raising it takes AWS up to a working day, and a fifth is left for that. */
const warnPart = 0.8;

/** https://docs.aws.amazon.com/sns/latest/dg/channels-sms-awssupport-spend-threshold.html */
export function spendDanger(monthlySpendLimitUsd: number): Danger {
  return {
    id: 'spend-near-limit',
    impact: `Texts stop for the rest of the month once ${monthlySpendLimitUsd} USD are spent, and most of it is.`,
    metric: new Metric({
      namespace: 'AWS/SNS',
      metricName: 'SMSMonthToDateSpentUSD',
      statistic: Stats.MAXIMUM,
      period: Duration.hours(1),
    }),
    from: monthlySpendLimitUsd * warnPart,
  };
}
