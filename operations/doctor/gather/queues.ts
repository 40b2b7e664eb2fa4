/** How many messages lie in each dead-letter queue. */
import { GetQueueAttributesCommand, GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ResourceNames } from '../../../shared/deployment/resource-names.ts';
import { failureQueues } from '../../failure-queues.ts';
import type { QueueSeen } from '../facts.ts';
import { askAbout } from './ask.ts';

export function gatherQueues(client: SQSClient, names: ResourceNames): Promise<QueueSeen[]> {
  return Promise.all(
    failureQueues(names).map(async ({ name }) => ({
      name,
      messages: await askAbout(() => countMessages(client, name)),
    })),
  );
}

/** Those that somebody is looking at just now are counted with the rest. */
async function countMessages(client: SQSClient, name: string): Promise<number> {
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return (
    Number(Attributes?.ApproximateNumberOfMessages ?? 0) +
    Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0)
  );
}
