/** What of a stage is paid for while nothing happens, counted from its constructs. */
import type { App } from 'aws-cdk-lib';
import { CfnAlarm, CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnKey } from 'aws-cdk-lib/aws-kms';
import { resolved } from '../constructed.ts';

export interface Deployed {
  keys: number;
  dashboards: number;
  alarms: number;
  /** An alarm over a sum is paid for each metric in it. */
  alarmMetrics: number;
}

export function countDeployed(app: App): Deployed {
  const metricsOfAlarms = resolved(app, CfnAlarm, ({ metrics }) => metrics).map((metrics) =>
    Array.isArray(metrics) ? metrics.filter((metric) => 'metricStat' in metric).length : 1,
  );
  return {
    keys: resolved(app, CfnKey, () => true).length,
    dashboards: resolved(app, CfnDashboard, () => true).length,
    alarms: metricsOfAlarms.length,
    alarmMetrics: sum(metricsOfAlarms),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
