/** A customer-managed key, with a policy that names each service which encrypts or decrypts on its own account. The functions are granted theirs by their roles. */
import { Aws, type RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

export interface EncryptionKeyProps {
  alias: string;
  description: string;
  removalPolicy: RemovalPolicy;
  /** Services that write to encrypted topics and queues for this account. */
  services: readonly string[];
  /** ARN patterns of the log groups encrypted with it. */
  logGroups: readonly string[];
}

export function encryptionKey(scope: Construct, props: EncryptionKeyProps): Key {
  const { alias, description, removalPolicy } = props;
  const key = new Key(scope, 'Key', { alias, description, removalPolicy, enableKeyRotation: true });
  for (const service of props.services) {
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(service)],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
      actions: [
        'kms:Encrypt',
        'kms:Decrypt',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
        'kms:GenerateDataKey',
        'kms:DescribeKey',
      ],
      resources: ['*'],
      conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': [...props.logGroups] } },
    }),
  );
  return key;
}
