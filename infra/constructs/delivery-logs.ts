/** SNS's delivery logs of texts: their names are SNS's own and the account's, so no stage may make or delete them. */
import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { deliveryLogName } from '../../shared/deployment/aws-place.ts';
import { here } from './here.ts';

const direct = deliveryLogName(here);

/** https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html */
export const deliveryLogNames = { Delivered: direct, Undelivered: `${direct}/Failure` } as const;

export function deliveryLogArns(): string {
  return `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:${direct}*`;
}

/** Made before SNS would make them itself, which keeps them for ever and unencrypted: they hold phone numbers. */
export function deliveryLogs(scope: Construct, { days, key }: { days: number; key: IKey }): LogGroup[] {
  return Object.entries(deliveryLogNames).map(
    ([id, logGroupName]) =>
      new LogGroup(scope, id, {
        logGroupName,
        retention: days,
        encryptionKey: key,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
  );
}
