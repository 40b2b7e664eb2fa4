/** What is the whole account's and not a stage's: how SNS sends texts, what it may spend, where it logs what became of them. Two stages in one account share it and cannot fight over it. */
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { alarmTopic } from './constructs/alarm-topic.ts';
import { addAlarm } from './constructs/alarms.ts';
import { deliveryLogArns, deliveryLogs } from './constructs/delivery-logs.ts';
import { encryptionKey } from './constructs/encryption-key.ts';
import { logGroupArns } from './constructs/log-group.ts';
import { SmsSettings } from './constructs/sms-settings.ts';
import { spendDanger } from './constructs/spend-danger.ts';
import { type AccountSettings, accountScope } from './settings.ts';

const prefix = `booking-gate-${accountScope}`;

export class AccountStack extends Stack {
  constructor(scope: Construct, id: string, { settings }: { settings: AccountSettings }) {
    super(scope, id, { description: 'booking-gate: what all stages of the account share' });
    const key = encryptionKey(this, {
      alias: `alias/${prefix}`,
      description: "The account's delivery logs of texts and its alarms",
      // A first deployment may well fail, at the spend limit: its key would be kept, and paid for, beside the next one's.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      publishers: ['cloudwatch.amazonaws.com'],
      logGroups: [deliveryLogArns(), logGroupArns(accountScope)],
    });
    const logs = deliveryLogs(this, { days: settings.deliveryLogDays, key });
    const sms = new SmsSettings(this, { monthlySpendLimitUsd: settings.monthlySpendLimitUsd, key });
    // Told where to log, SNS makes the groups that are not there.
    sms.node.addDependency(...logs);
    const topic = alarmTopic(this, { name: `${prefix}-alarms`, key, email: settings.alarmEmail });
    addAlarm(this, prefix, topic, spendDanger(settings.monthlySpendLimitUsd));
  }
}
