/** Where what could not be done waits for a person: kept for as long as SQS can, encrypted, reachable over TLS only. */
import { Duration, Validations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** SQS's own limit: two weeks to look, mend and redrive. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const retentionDays = 14;

export function failureQueue(
  scope: Construct,
  id: string,
  { name, key }: { name: string; key: IKey },
): Queue {
  const queue = new Queue(scope, id, {
    queueName: name,
    retentionPeriod: Duration.days(retentionDays),
    encryption: QueueEncryption.KMS,
    encryptionMasterKey: key,
    enforceSSL: true,
  });
  Validations.of(queue).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason:
      'It is the dead-letter queue itself: an alarm says that something lies in it, people read it, and a command redrives it.',
  });
  return queue;
}
