/** What must survive everything else: the table, the key it and whatever else holds people's data is encrypted with, and the staff's sign-in. */
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { resourceNames } from '../shared/deployment/resource-names.ts';
import { bookingTable } from './constructs/booking-table.ts';
import { encryptionKey } from './constructs/encryption-key.ts';
import { logGroupArns } from './constructs/log-group.ts';
import { type StaffPool, staffPool } from './constructs/staff-pool.ts';
import type { StageSettings } from './settings.ts';

export interface DataStackProps {
  settings: StageSettings;
}

export class DataStack extends Stack {
  readonly key: Key;
  readonly table: ITable;
  readonly staff: StaffPool;

  constructor(scope: Construct, id: string, { settings }: DataStackProps) {
    super(scope, id, {
      description: `booking-gate ${settings.stage}: the bookings and their key`,
      terminationProtection: settings.keepsData,
    });
    const names = resourceNames(settings.stage);
    const removalPolicy = settings.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.key = encryptionKey(this, {
      alias: names.keyAlias,
      description: `What booking-gate ${settings.stage} keeps of people`,
      removalPolicy,
      publishers: ['cloudwatch.amazonaws.com', 'sms-voice.amazonaws.com'],
      fillsQueues: true,
      logGroups: [logGroupArns(settings.stage)],
    });
    this.table = bookingTable(this, { ...settings, name: names.table, key: this.key, removalPolicy });
    this.staff = staffPool(this, settings);
    // Said also when the gate works on a restored table: it takes this one's until it is deployed anew, and CloudFormation withdraws nothing that is taken. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
    this.exportValue(this.table.tableArn);
    this.exportValue(this.table.tableName);
  }
}
