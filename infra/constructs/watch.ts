/** What watches a stage: an alarm for each danger, told to people by e-mail, deployments that turn back by some of them, and one dashboard. */
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type FunctionName, resourceNames } from '../../shared/deployment/resource-names.ts';
import type { StageSettings } from '../settings.ts';
import { alarmTopic } from './alarm-topic.ts';
import { addAlarm } from './alarms.ts';
import { dashboard } from './dashboard.ts';
import { eventDangers } from './event-dangers.ts';
import { deployGradually, deploymentsOf } from './gradual-deployment.ts';
import type { HouseFunction } from './house-function.ts';
import type { HttpEndpoint } from './http-endpoint.ts';
import { queueDangers, serviceDangers } from './service-dangers.ts';

export interface WatchProps {
  settings: StageSettings;
  key: IKey;
  table: ITable;
  functions: Readonly<Record<FunctionName, HouseFunction>>;
  http: HttpEndpoint;
  /** By what they are for. */
  queues: Readonly<Record<string, Queue>>;
}

export class Watch extends Construct {
  constructor(scope: Construct, { settings, key, table, functions, http, queues }: WatchProps) {
    super(scope, 'watch');
    const { alarmEmail, stage } = settings;
    const { alarmsTopic, prefix } = resourceNames(stage);
    const topic = alarmTopic(this, { name: alarmsTopic, key, email: alarmEmail });
    const dangers = [
      ...eventDangers(stage),
      ...queueDangers(queues),
      ...serviceDangers({ functions, http, table }),
    ];
    const alarms = new Map<string, Alarm>(
      dangers.map((danger) => [danger.id, addAlarm(this, prefix, topic, danger)]),
    );
    const deployments = deploymentsOf(this, stage);
    deployGradually(deployments, functions.webhook, pick(alarms, ['answers-failing']));
    deployGradually(deployments, functions['follow-up'], pick(alarms, ['follow-up-failing', 'texts-failed']));
    dashboard(this, { stage, alarms: [...alarms.values()], functions, http });
  }
}

function pick(alarms: ReadonlyMap<string, Alarm>, ids: readonly string[]): Alarm[] {
  return ids.map((id) => {
    const alarm = alarms.get(id);
    if (alarm === undefined) throw new RangeError(`there is no alarm ${id}`);
    return alarm;
  });
}
