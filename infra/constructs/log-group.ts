/** Where a function or the API writes its lines: one group each, encrypted, kept for as long as the stage says. */
import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

function logGroupName(stage: string, name: string): string {
  return `/booking-gate/${stage}/${name}`;
}

/** All groups of a stage, as the key's policy names them before they exist. */
export function logGroupArns(stage: string): string {
  return `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:${logGroupName(stage, '*')}`;
}

export interface LogGroupProps {
  stage: string;
  name: string;
  logDays: number;
  key: IKey;
}

/** Logs are rebuilt by running, never restored: they go with the stack. */
export function logGroup(
  scope: Construct,
  id: string,
  { stage, name, logDays, key }: LogGroupProps,
): LogGroup {
  return new LogGroup(scope, id, {
    logGroupName: logGroupName(stage, name),
    retention: logDays,
    encryptionKey: key,
    removalPolicy: RemovalPolicy.DESTROY,
  });
}
