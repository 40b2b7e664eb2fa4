/** Speaks SQS's JSON protocol as the SDK's client sends it, over queues that exist from the start, and refuses what SQS refuses. */
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { type Instant, secondMs } from '../../shared/time/instant.ts';
import { account } from '../aws-names.ts';
import { type AwsAnswer, type AwsHandler, json, jsonError } from '../aws-request.ts';
import {
  attributesOf,
  attributeValues,
  bytesOf,
  type Message,
  md5Of,
  messageBytesMax,
  type NewMessage,
  shown,
} from './message.ts';
import { openQueues, type Queues } from './queues.ts';

export interface SqsOptions {
  /** Undefined: in memory. */
  file: string | undefined;
  /** Receipts end on this clock too: where it jumps, messages show again. */
  now: () => Instant;
  /** The queues that exist. */
  queueNames: readonly string[];
}

export interface SqsEndpoint {
  handle: AwsHandler;
  /** As the services of the same account send to a queue. Throws where there is no such queue. */
  send(queueName: string, message: NewMessage): Promise<void>;
  /** What lies in the queues, received or not, oldest first. */
  messages(): Message[];
  close(): Promise<void>;
}

const contentType = 'application/x-amz-json-1.0';
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const messagesPerReceiptMax = 10;
const waitSecondsMax = 20;
const hiddenSecondsMax = 43_200;
const hiddenSecondsDefault = 30;
/** How often a waiting receipt looks again. */
const lookMs = 50;
/** https://www.w3.org/TR/REC-xml/#charsets: what a body may hold. */
const bodyCharacters = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]+$/u;

const ofQueue = { QueueUrl: z.string() };
const ofReceipt = { ...ofQueue, ReceiptHandle: z.string().min(1) };
const hiddenSeconds = z.int().min(0).max(hiddenSecondsMax);
const names = z.array(z.string()).default([]);

const queueUrlInput = z.object({ QueueName: z.string() });
const sendInput = z.object({
  ...ofQueue,
  MessageBody: z.string(),
  MessageAttributes: attributeValues.default({}),
});
const receiveInput = z.object({
  ...ofQueue,
  MaxNumberOfMessages: z.int().min(1).max(messagesPerReceiptMax).default(1),
  VisibilityTimeout: hiddenSeconds.default(hiddenSecondsDefault),
  WaitTimeSeconds: z.int().min(0).max(waitSecondsMax).default(0),
  MessageAttributeNames: names,
  AttributeNames: names,
  MessageSystemAttributeNames: names,
});
const deleteInput = z.object(ofReceipt);
const hideInput = z.object({ ...ofReceipt, VisibilityTimeout: hiddenSeconds });
const attributesInput = z.object({ ...ofQueue, AttributeNames: names });

export function createSqsEndpoint({ file, now, queueNames }: SqsOptions): SqsEndpoint {
  const queues = openQueues(file, now);

  async function handle(target: string, body: string, host: string): Promise<AwsAnswer> {
    switch (target) {
      case 'AmazonSQS.GetQueueUrl':
        return withInput(queueUrlInput, body, ({ QueueName }) =>
          withQueue(QueueName, async () => answer({ QueueUrl: `http://${host}/${account}/${QueueName}` })),
        );
      case 'AmazonSQS.SendMessage':
        return onQueue(sendInput, body, (queue, input) => sendMessage(queues, queue, input));
      case 'AmazonSQS.ReceiveMessage':
        return onQueue(receiveInput, body, (queue, input) => receiveMessage(queues, queue, input));
      case 'AmazonSQS.DeleteMessage':
        return onQueue(deleteInput, body, (queue, input) => deleteMessage(queues, queue, input));
      case 'AmazonSQS.ChangeMessageVisibility':
        return onQueue(hideInput, body, (queue, input) => changeVisibility(queues, queue, input));
      case 'AmazonSQS.GetQueueAttributes':
        return onQueue(attributesInput, body, async (queue, input) => showQueue(queues, queue, input));
      default:
        return refused('InvalidAction', `The local SQS does not answer ${target}.`);
    }
  }

  function withQueue(name: string, work: (queue: string) => Promise<AwsAnswer>): Promise<AwsAnswer> {
    return queueNames.includes(name) ? work(name) : Promise.resolve(noSuchQueue());
  }

  function onQueue<T extends { QueueUrl: string }>(
    schema: z.ZodType<T>,
    body: string,
    work: (queue: string, input: T) => Promise<AwsAnswer>,
  ): Promise<AwsAnswer> {
    return withInput(schema, body, (input) =>
      withQueue(input.QueueUrl.split('/').at(-1) ?? '', (queue) => work(queue, input)),
    );
  }

  return {
    handle: ({ headers, body }) => handle(headers['x-amz-target'] ?? '', body, headers.host ?? 'localhost'),
    async send(queueName, added) {
      if (!queueNames.includes(queueName)) throw new Error(`there is no queue ${queueName}`);
      await queues.add(queueName, added.body, attributesOf(added));
    },
    messages: () => queues.list(),
    close: queues.close,
  };
}

async function sendMessage(
  queues: Queues,
  queue: string,
  { MessageBody, MessageAttributes }: z.infer<typeof sendInput>,
): Promise<AwsAnswer> {
  if (MessageBody === '') return refused('MissingParameter', 'The request must contain MessageBody.');
  if (!bodyCharacters.test(MessageBody)) {
    return refused('InvalidMessageContents', 'The message contains characters outside the allowed set.');
  }
  if (bytesOf(MessageBody, MessageAttributes) > messageBytesMax) {
    return invalid(`Message must be shorter than ${messageBytesMax} bytes.`);
  }
  const MessageId = await queues.add(queue, MessageBody, MessageAttributes);
  return answer({ MessageId, MD5OfMessageBody: md5Of(MessageBody) });
}

/** A long poll answers as soon as something is there; it waits in real time, for its caller does. */
async function receiveMessage(
  queues: Queues,
  queue: string,
  input: z.infer<typeof receiveInput>,
): Promise<AwsAnswer> {
  const receive = () => queues.receive(queue, input.MaxNumberOfMessages, input.VisibilityTimeout);
  let taken = await receive();
  const looksMax = (input.WaitTimeSeconds * secondMs) / lookMs;
  for (let looks = 0; taken.length === 0 && looks < looksMax; looks += 1) {
    await setTimeout(lookMs);
    taken = await receive();
  }
  const wanted = {
    attributes: input.MessageAttributeNames,
    system: [...input.AttributeNames, ...input.MessageSystemAttributeNames],
  };
  return answer(taken.length === 0 ? {} : { Messages: taken.map((kept) => shown(kept, wanted)) });
}

/** A message that is gone already, or was received by somebody else since, stays as it is; SQS says the same to both. */
async function deleteMessage(
  queues: Queues,
  queue: string,
  { ReceiptHandle }: z.infer<typeof deleteInput>,
): Promise<AwsAnswer> {
  const found = queues.ofHandle(queue, ReceiptHandle);
  if (found !== undefined) await queues.remove(found);
  return answer({});
}

async function changeVisibility(
  queues: Queues,
  queue: string,
  { ReceiptHandle, VisibilityTimeout }: z.infer<typeof hideInput>,
): Promise<AwsAnswer> {
  const found = queues.ofHandle(queue, ReceiptHandle);
  if (found === undefined) return refused('ReceiptHandleIsInvalid', 'The receipt handle is not valid.');
  if (queues.isVisible(found)) return refused('MessageNotInflight', 'The message is not in flight.');
  await queues.hide(found, VisibilityTimeout);
  return answer({});
}

function showQueue(
  queues: Queues,
  queue: string,
  { AttributeNames }: z.infer<typeof attributesInput>,
): AwsAnswer {
  const all = queues.list(queue);
  const visible = all.filter(queues.isVisible).length;
  const values = {
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(all.length - visible),
  };
  const wanted = Object.entries(values).filter(
    ([name]) => AttributeNames.includes('All') || AttributeNames.includes(name),
  );
  return answer(wanted.length === 0 ? {} : { Attributes: Object.fromEntries(wanted) });
}

async function withInput<T>(
  schema: z.ZodType<T>,
  body: string,
  work: (input: T) => Promise<AwsAnswer>,
): Promise<AwsAnswer> {
  let parsed: z.ZodSafeParseResult<T>;
  try {
    parsed = schema.safeParse(JSON.parse(body));
  } catch {
    return refused('SerializationException', 'The body is not JSON.');
  }
  return parsed.success ? work(parsed.data) : invalid(z.prettifyError(parsed.error));
}

function answer(body: unknown): AwsAnswer {
  return json(body, contentType);
}

function noSuchQueue(): AwsAnswer {
  return refused('QueueDoesNotExist', 'The specified queue does not exist.');
}

function invalid(message: string): AwsAnswer {
  return refused('InvalidParameterValue', message);
}

function refused(name: string, message: string): AwsAnswer {
  return jsonError(400, name, message);
}
