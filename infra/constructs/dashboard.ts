/** One page for a look in the morning: is anything wrong, did texts go out, is anything late. */
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type FunctionName, resourceNames } from '../../shared/deployment/resource-names.ts';
import type { MetricName } from '../../shared/journal/metrics.ts';
import { period } from './alarms.ts';
import { gateMetric } from './event-dangers.ts';
import { namedHere } from './here.ts';
import type { HouseFunction } from './house-function.ts';
import type { HttpEndpoint } from './http-endpoint.ts';

/** CloudWatch's grid is 24 wide. */
const fullWidth = 24;
const halfWidth = 12;

export interface DashboardProps {
  stage: string;
  alarms: Alarm[];
  functions: Readonly<Record<FunctionName, HouseFunction>>;
  http: HttpEndpoint;
}

export function dashboard(scope: Construct, { stage, alarms, functions, http }: DashboardProps): Dashboard {
  const counts = (...names: MetricName[]) => names.map((name) => gateMetric(stage, name));
  const all = Object.values(functions);
  return new Dashboard(scope, 'Dashboard', {
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html
    dashboardName: namedHere(resourceNames(stage).prefix),
    widgets: [
      [new AlarmStatusWidget({ title: 'What people would notice', alarms, width: fullWidth })],
      [
        graph('Texts', counts('text-sent', 'text-failed', 'text-unknown', 'text-postponed')),
        graph('Deliveries', counts('delivery-answered', 'delivery-rejected', 'delivery-conflict')),
      ],
      [
        graph('Oldest overdue work, seconds', [
          gateMetric(stage, 'sweep-oldest-overdue', { statistic: Stats.MAXIMUM }),
        ]),
        graph('Sweep and timers', counts('sweep-worked', 'sweep-failed', 'timer-missing', 'timer-lost')),
      ],
      [
        graph('Work set aside, notices that failed', counts('item-quarantined', 'notice-failed')),
        graph("Refused at the manager's API", counts('sign-in-refused', 'tenant-wall')),
      ],
      [
        graph('Answers with errors', [http.failures()]),
        graph(
          'Duration, p99',
          all.map(({ alias }) => alias.metricDuration({ period, statistic: Stats.p(99) })),
        ),
      ],
    ],
  });
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: halfWidth });
}
