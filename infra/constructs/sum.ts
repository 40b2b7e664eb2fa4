/** Several metrics as one, each of which is silent most of the time: where one says nothing it counts as 0, or the sum would say nothing either. */
import { type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { period } from './alarms.ts';

export function sumOf(label: string, metrics: readonly IMetric[]): IMetric {
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
  const expression = Object.keys(usingMetrics)
    .map((id) => `FILL(${id}, 0)`)
    .join(' + ');
  return new MathExpression({ expression, usingMetrics, label, period });
}
