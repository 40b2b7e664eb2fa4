/** What redriving asks of SQS and Lambda. */
import { InvokeCommand, LambdaClient, ResourceNotFoundException } from '@aws-sdk/client-lambda';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  type Message,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { liveAlias } from '../../shared/deployment/resource-names.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { type Stage, StageError } from '../stage.ts';
import type { QueueMessage } from './dead-letter.ts';

export interface Received extends QueueMessage {
  id: string;
  receipt: string;
  /** When it came into the queue. */
  sentAt: Instant;
}

export interface Calls {
  /** Throws a StageError where the stage has no such queue. */
  urlOf(queueName: string): Promise<string>;
  /** Hidden from everybody else for a while. None: the queue is empty. */
  receive(queueUrl: string, max: number): Promise<Received[]>;
  remove(queueUrl: string, message: Received): Promise<void>;
  /** Lets others see it again at once. */
  letGo(queueUrl: string, message: Received): Promise<void>;
  /** Returns when Lambda has accepted the event. */
  invoke(deployedName: string, payload: unknown): Promise<void>;
  close(): void;
}

/** The most that SQS hands out at once. */
const messagesPerReceiptMax = 10;
/** Longer than one run is likely to take; what a run that was killed had received shows again after it. Seconds. */
const hiddenSeconds = 300;
/** A receipt that does not wait may miss messages on AWS; the local stack has one machine to ask. Seconds. */
const waitSeconds = { deployed: 2, local: 0 };

export function openCalls(stage: Stage): Calls {
  const sqs = new SQSClient(stage.settingsOf('sqs'));
  const lambda = new LambdaClient(stage.settingsOf('lambda'));
  const WaitTimeSeconds = stage.url === undefined ? waitSeconds.deployed : waitSeconds.local;
  return {
    urlOf: (queueName) => urlOf(sqs, queueName, stage.stage),
    async receive(QueueUrl, max) {
      const answer = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: Math.min(max, messagesPerReceiptMax),
          VisibilityTimeout: hiddenSeconds,
          WaitTimeSeconds,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['SentTimestamp'],
        }),
      );
      return (answer.Messages ?? []).map(receivedOf);
    },
    async remove(QueueUrl, { receipt: ReceiptHandle }) {
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    },
    async letGo(QueueUrl, { receipt: ReceiptHandle }) {
      const input = { QueueUrl, ReceiptHandle, VisibilityTimeout: 0 };
      await sqs.send(new ChangeMessageVisibilityCommand(input));
    },
    invoke: (deployedName, payload) => invoke(lambda, deployedName, payload),
    close() {
      sqs.destroy();
      lambda.destroy();
    },
  };
}

async function urlOf(sqs: SQSClient, queueName: string, stage: string): Promise<string> {
  try {
    return (await sqs.send(new GetQueueUrlCommand({ QueueName: queueName }))).QueueUrl ?? '';
  } catch (error) {
    if (!(error instanceof QueueDoesNotExist)) throw error;
    throw new StageError(`There is no queue ${queueName}: is the stage ${stage} deployed in this region?`, {
      cause: error,
    });
  }
}

/** Callers of a function mean its live alias; one that has none is called itself. */
async function invoke(lambda: LambdaClient, FunctionName: string, payload: unknown): Promise<void> {
  const input = { FunctionName, InvocationType: 'Event', Payload: JSON.stringify(payload) } as const;
  try {
    await lambda.send(new InvokeCommand({ ...input, Qualifier: liveAlias }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    await lambda.send(new InvokeCommand(input));
  }
}

function receivedOf(message: Message): Received {
  const attributes: Record<string, string> = {};
  for (const [name, { StringValue }] of Object.entries(message.MessageAttributes ?? {})) {
    if (StringValue !== undefined) attributes[name] = StringValue;
  }
  return {
    id: message.MessageId ?? '',
    receipt: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes,
    sentAt: Number(message.Attributes?.SentTimestamp ?? 0),
  };
}
