/** The running gate of one stage: functions, doors, timers, texts, sweep, and what watches them. All of it can be thrown away and deployed again; what must survive is in the data stack. */
import { CfnOutput, Stack } from 'aws-cdk-lib';
import { type ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { FrontDoor } from './constructs/front-door.ts';
import { addFunctions } from './constructs/functions.ts';
import { HttpEndpoint } from './constructs/http-endpoint.ts';
import { SignIn } from './constructs/sign-in.ts';
import { SiteFiles } from './constructs/site-files.ts';
import { sweepRule } from './constructs/sweep-rule.ts';
import { TextMessaging } from './constructs/text-messaging.ts';
import { Watch } from './constructs/watch.ts';
import type { DataStack } from './data-stack.ts';
import type { StageSettings } from './settings.ts';

export interface GateStackProps {
  settings: StageSettings;
  bundles: string;
  data: DataStack;
}

export class GateStack extends Stack {
  constructor(scope: Construct, id: string, { settings, bundles, data }: GateStackProps) {
    const { stage, logDays } = settings;
    super(scope, id, { description: `booking-gate ${stage}: the running gate` });
    const house = { stage, bundles, logDays, key: data.key };
    const table = tableOf(this, settings, data);
    const { staff } = data;
    const http = new HttpEndpoint(this, { house, settings });
    const door = new FrontDoor(this, { settings, apiHost: http.host, signInOrigin: staff.domain.baseUrl() });
    const signIn = new SignIn(this, { staff, siteUrl: door.url });
    const gate = addFunctions(this, { house, table, door, signIn });
    const { functions } = gate;
    http.leadTo({
      webhook: functions.webhook,
      clientPages: functions['client-pages'],
      managerApi: functions['manager-api'],
    });
    new SiteFiles(this, { house, door, config: signIn.config });
    const texts = new TextMessaging(this, {
      stage,
      key: data.key,
      inboundText: functions['inbound-text'],
      receipts: functions.receipts,
    });
    sweepRule(this, stage, functions.sweep);
    const queues = { ...gate.failures, timers: gate.timers.failures, inbound: texts.inboundFailures };
    new Watch(this, { settings, key: data.key, table, functions, http, queues });

    new CfnOutput(this, 'Url', {
      description: 'Where booking platforms post their webhooks',
      value: http.url,
    });
    new CfnOutput(this, 'SiteUrl', {
      description: "The manager's site, and the pagesUrl of a clinic",
      value: door.url,
    });
    new CfnOutput(this, 'InboundTopic', {
      description: 'What the two-way SMS numbers publish to',
      value: texts.inbound.topicArn,
    });
  }
}

/** After a restore the table is another one than the data stack made. */
function tableOf(scope: Construct, { tableName }: StageSettings, data: DataStack): ITable {
  if (tableName === undefined) return data.table;
  return Table.fromTableAttributes(scope, 'RestoredTable', { tableName, encryptionKey: data.key });
}
