/** A customer-managed key, with a policy that names each service which encrypts or decrypts on its own account. The functions are granted theirs by their roles. */
import { Aws, type RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { here } from './here.ts';

export interface EncryptionKeyProps {
  alias: string;
  description: string;
  removalPolicy: RemovalPolicy;
  /** Services that publish to encrypted topics for this account. */
  publishers: readonly string[];
  /** SNS fills an encrypted queue with what it could not hand over. */
  fillsQueues?: true;
  /** ARN patterns of the log groups encrypted with it. */
  logGroups: readonly string[];
}

export function encryptionKey(scope: Construct, props: EncryptionKeyProps): Key {
  const { alias, description, removalPolicy } = props;
  const key = new Key(scope, 'Key', { alias, description, removalPolicy, enableKeyRotation: true });
  const ofThisAccount = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } };
  for (const service of props.publishers) key.addToResourcePolicy(useBy(service, ofThisAccount));
  if (props.fillsQueues === true) {
    // Of SNS only the topic is documented to be told. https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html
    const topics = `arn:${here.partition}:sns:${here.region}:${here.account}:*`;
    key.addToResourcePolicy(useBy('sns.amazonaws.com', { ArnLike: { 'aws:SourceArn': topics } }));
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

function useBy(service: string, conditions: Record<string, Record<string, string>>): PolicyStatement {
  return new PolicyStatement({
    principals: [new ServicePrincipal(service)],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
    conditions,
  });
}
