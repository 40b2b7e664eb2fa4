/** The SQS API behind a real client, which also checks each body's digest. */
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSqsEndpoint } from '../../../local/sqs/endpoint.ts';
import { secondMs } from '../../../shared/time/instant.ts';
import { clientConfig, instant, mount, refusalOf, temporaryFolder } from '../harness.ts';

const start = instant('2026-11-22T08:00:00Z');

async function createSqs(file?: string) {
  const time = { now: start };
  const sqs = createSqsEndpoint({ file, now: () => time.now, queueNames: ['failures', 'others'] });
  onTestFinished(() => sqs.close());
  const { endpoint } = await mount(sqs.handle);
  const client = new SQSClient(clientConfig(endpoint));
  onTestFinished(() => client.destroy());
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: 'failures' }));
  const send = (MessageBody: string) => client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  const receive = async (input: Partial<ReceiveMessageCommandInput> = {}) =>
    (await client.send(new ReceiveMessageCommand({ QueueUrl, ...input }))).Messages ?? [];
  return { sqs, client, time, endpoint, QueueUrl, send, receive };
}

describe('a message', () => {
  test('is received as it was sent, attributes where they are asked for, and deleted by its receipt', async () => {
    const { client, QueueUrl, receive, time } = await createSqs();
    const sent = await client.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: '{"sí":1}',
        MessageAttributes: { ERROR_CODE: { DataType: 'String', StringValue: 'Throttled' } },
      }),
    );
    time.now += secondMs;
    const [message] = await receive({
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'],
    });

    expect(message).toMatchObject({
      MessageId: sent.MessageId,
      Body: '{"sí":1}',
      Attributes: { SentTimestamp: String(start), ApproximateReceiveCount: '1' },
      MessageAttributes: { ERROR_CODE: { DataType: 'String', StringValue: 'Throttled' } },
    });
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
    time.now += 60 * secondMs;
    expect(await receive()).toEqual([]);
  });

  test('is hidden from others until its time is over, and then only its last receipt deletes it', async () => {
    const { client, QueueUrl, send, receive, time } = await createSqs();
    await send('one');
    const [first] = await receive({ VisibilityTimeout: 60, MessageAttributeNames: ['All'] });
    expect(first).not.toHaveProperty('MessageAttributes');
    time.now += 60 * secondMs - 1;
    expect(await receive()).toEqual([]);
    time.now += 1;
    const [second] = await receive();
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle }));
    time.now += 60 * secondMs;
    expect((await receive()).map(({ Body }) => Body)).toEqual(['one']);
    expect(second?.MessageId).toBe(first?.MessageId);
  });

  test('shows again at once when its receiver lets go of it', async () => {
    const { client, QueueUrl, send, receive } = await createSqs();
    await send('one');
    const [message] = await receive();
    const letGo = { QueueUrl, ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 };
    await client.send(new ChangeMessageVisibilityCommand(letGo));
    expect(await receive()).toHaveLength(1);
    expect(await refusalOf(client.send(new ChangeMessageVisibilityCommand(letGo)))).toBe(
      'ReceiptHandleIsInvalid',
    );
  });

  test('survives a restart', async () => {
    const file = `${temporaryFolder()}/queues.jsonl`;
    const before = await createSqs(file);
    await before.send('one');
    await before.sqs.send('others', { body: 'two', attributes: { ErrorCode: 'x' } });
    await before.sqs.close();

    const { sqs, receive } = await createSqs(file);
    expect((await receive()).map(({ Body }) => Body)).toEqual(['one']);
    expect(sqs.messages().map(({ queue, body }) => [queue, body])).toEqual([
      ['failures', 'one'],
      ['others', 'two'],
    ]);
  });
});

describe('a receipt', () => {
  test('brings ten at most, oldest first, and the queue counts both kinds', async () => {
    const { client, QueueUrl, send, receive } = await createSqs();
    for (let count = 0; count < 12; count += 1) await send(String(count));
    const bodies = (await receive({ MaxNumberOfMessages: 10 })).map(({ Body }) => Body);
    expect(bodies).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    const counted = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(counted.Attributes).toEqual({
      ApproximateNumberOfMessages: '2',
      ApproximateNumberOfMessagesNotVisible: '10',
    });
  });

  test('that waits is answered as soon as something comes', async () => {
    const { send, receive } = await createSqs();
    const waiting = receive({ WaitTimeSeconds: 20 });
    await send('one');
    expect((await waiting).map(({ Body }) => Body)).toEqual(['one']);
  });
});

describe('what SQS refuses', () => {
  test('an unknown queue', async () => {
    const { client, endpoint } = await createSqs();
    const QueueUrl = `${endpoint}/000000000000/nobodys`;
    for (const call of [
      client.send(new GetQueueUrlCommand({ QueueName: 'nobodys' })),
      client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' })),
      client.send(new ReceiveMessageCommand({ QueueUrl })),
    ]) {
      expect(await refusalOf(call)).toBe('QueueDoesNotExist');
    }
  });

  test('a message over 1 MiB, attributes included', async () => {
    const { client, QueueUrl, send } = await createSqs();
    expect(await refusalOf(send('x'.repeat(1_048_577)))).toBe('InvalidParameterValue');
    const MessageAttributes = { a: { DataType: 'String', StringValue: 'b' } };
    const MessageBody = 'x'.repeat(1_048_576 - 8);
    const send8More = client.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageAttributes }));
    expect(await refusalOf(send8More)).toBe('none');
    const send9More = client.send(
      new SendMessageCommand({ QueueUrl, MessageBody: `${MessageBody}x`, MessageAttributes }),
    );
    expect(await refusalOf(send9More)).toBe('InvalidParameterValue');
  });

  test.each([
    ['more than ten at once', { MaxNumberOfMessages: 11 }],
    ['none at all', { MaxNumberOfMessages: 0 }],
    ['a wait of more than 20 seconds', { WaitTimeSeconds: 21 }],
    ['hiding for more than twelve hours', { VisibilityTimeout: 43_201 }],
  ])('a receipt of %s', async (_, input) => {
    const { receive } = await createSqs();
    expect(await refusalOf(receive(input))).toBe('InvalidParameterValue');
  });

  test('an empty body, control characters, and what it has no answer to', async () => {
    const { client, send } = await createSqs();
    expect(await refusalOf(send(''))).toBe('MissingParameter');
    expect(await refusalOf(send('a\u0000b'))).toBe('InvalidMessageContents');
    expect(await refusalOf(client.send(new ListQueuesCommand({})))).toBe('InvalidAction');
  });
});
