/** Publishing behind a real client: what arrives, what is refused, and each way to fail. */
import { type MessageAttributeValue, PublishCommand } from '@aws-sdk/client-sns';
import { describe, expect, test } from 'vitest';
import { minuteMs } from '../../../shared/time/instant.ts';
import { refusalOf, temporaryFolder } from '../harness.ts';
import { createSns, noticeTopic, phone, publish, start } from './sns.ts';

const other = '+12125550102';

describe('a published text', () => {
  test('arrives on its phone with every letter, oldest first', async () => {
    const { sns, client, time } = await createSns();
    const body = 'Glow & "Co": <10:30>\nsí, mañana € {x} 🙂';
    const first = await publish(client, phone, body);
    time.now += minuteMs;
    const second = await publish(client, phone, 'x'.repeat(161));
    await publish(client, other, 'hello');

    expect(sns.texts(phone)).toEqual([
      { id: first, to: phone, body, segments: 1, at: start, arrived: true },
      { id: second, to: phone, body: 'x'.repeat(161), segments: 2, at: start + minuteMs, arrived: true },
    ]);
    expect(sns.texts()).toHaveLength(3);
    expect(sns.publishCount()).toBe(3);
  });

  test('is told from which booking and milestone it is, beside the API', async () => {
    const { sns, client } = await createSns();
    const id = (await publish(client, phone, 'hello')) ?? '';
    expect(await sns.annotate(id, { bookingId: 'b1', milestone: 'day-before' })).toBe(true);
    expect(await sns.annotate('unknown', { bookingId: 'b1' })).toBe(false);
    expect(sns.texts(phone)).toMatchObject([{ id, bookingId: 'b1', milestone: 'day-before' }]);
  });

  test('survives a restart', async () => {
    const folder = temporaryFolder();
    const first = await createSns(folder);
    const id = (await publish(first.client, phone, 'hello')) ?? '';
    await first.sns.annotate(id, { milestone: 'booked' });
    await first.sns.receive({ from: other, body: 'STOP' });
    // No close: as after a kill.

    const second = await createSns(folder);
    expect(second.sns.texts()).toMatchObject([{ id, milestone: 'booked' }]);
    await publish(second.client, other, 'hello');
    expect(second.sns.texts(other)).toEqual([]);
  });

  test.each([
    ['no plus sign', '12125550101', 'hello'],
    ['letters', '+1212555CALL', 'hello'],
    ['16 digits', '+1212555010112345', 'hello'],
    ['a leading zero', '+0212555010', 'hello'],
    ['an empty text', phone, ''],
    ['1,601 bytes', phone, 'x'.repeat(1_601)],
    ['1,600 letters of more bytes', phone, `${'x'.repeat(1_599)}é`],
  ])('is refused for %s', async (_, to, body) => {
    const { sns, client } = await createSns();
    await expect(publish(client, to, body)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      $metadata: { httpStatusCode: 400 },
    });
    expect(sns.texts()).toEqual([]);
  });

  test('may be 1,600 bytes long', async () => {
    const { sns, client } = await createSns();
    await publish(client, phone, 'x'.repeat(1_600));
    expect(sns.texts()).toHaveLength(1);
  });

  const attributes: [string, MessageAttributeValue, string][] = [
    ['AWS.SNS.SMS.SMSType', { DataType: 'String', StringValue: 'Urgent' }, 'InvalidParameterException'],
    ['AWS.SNS.SMS.MaxPrice', { DataType: 'String', StringValue: '0.50' }, 'InvalidParameterException'],
    ['AWS.SNS.SMS.MaxPrice', { DataType: 'Number', StringValue: 'much' }, 'InvalidParameterException'],
    ['AWS.SNS.SMS.SenderID', { DataType: 'String', StringValue: '12345' }, 'InvalidParameterException'],
    [
      'AWS.MM.SMS.OriginationNumber',
      { DataType: 'String', StringValue: 'Glow' },
      'InvalidParameterException',
    ],
    ['x', { DataType: 'Text', StringValue: 'a' }, 'InvalidParameterValueException'],
    ['x', { DataType: 'String', StringValue: '' }, 'InvalidParameterValueException'],
    ['AWS.SNS.SMS.SenderID', { DataType: 'String', StringValue: 'Glow-1' }, 'none'],
    ['x', { DataType: 'String.Custom', StringValue: 'a' }, 'none'],
  ];
  test.each(attributes)('with attribute %s = %j: %s', async (name, value, expected) => {
    const { client } = await createSns();
    const call = client.send(
      new PublishCommand({ PhoneNumber: phone, Message: 'hello', MessageAttributes: { [name]: value } }),
    );
    expect(await refusalOf(call)).toBe(expected);
  });
});

describe('a notice to a topic', () => {
  test('is kept', async () => {
    const { sns, client } = await createSns();
    const { MessageId } = await client.send(
      new PublishCommand({ TopicArn: noticeTopic, Subject: 'Blocked', Message: 'A booking needs a look.' }),
    );
    expect(sns.notices()).toEqual([
      {
        id: MessageId,
        topicArn: noticeTopic,
        to: [],
        subject: 'Blocked',
        message: 'A booking needs a look.',
        at: start,
      },
    ]);
    expect(sns.texts()).toEqual([]);
  });

  test.each([
    ['an unknown topic', { TopicArn: `${noticeTopic}-2`, Message: 'x' }, 'NotFoundException'],
    ['no topic ARN', { TopicArn: 'staff', Message: 'x' }, 'InvalidParameterException'],
    ['no target at all', { Message: 'x' }, 'InvalidParameterException'],
    ['an empty message', { TopicArn: noticeTopic, Message: '' }, 'InvalidParameterException'],
    [
      'a subject with a newline',
      { TopicArn: noticeTopic, Subject: 'a\nb', Message: 'x' },
      'InvalidParameterException',
    ],
  ])('is refused for %s', async (_, input, expected) => {
    const { client, sns } = await createSns();
    expect(await refusalOf(client.send(new PublishCommand(input)))).toBe(expected);
    expect(sns.notices()).toEqual([]);
  });
});

describe('a publish that fails', () => {
  test('by throttling is proven not sent', async () => {
    const { sns, client } = await createSns();
    sns.faults.publish = { kind: 'throttle' };
    await expect(publish(client, phone, 'hello')).rejects.toMatchObject({
      name: 'ThrottledException',
      $metadata: { httpStatusCode: 429 },
    });
    expect(sns.texts()).toEqual([]);
    sns.faults.publish = { kind: 'none' };
    await publish(client, phone, 'hello');
    expect(sns.publishCount()).toBe(2);
  });

  test('for its number is refused for good', async () => {
    const { sns, client } = await createSns();
    sns.faults.publish = { kind: 'invalid-number' };
    expect(await refusalOf(publish(client, phone, 'hello'))).toBe('InvalidParameterException');
  });

  test.each([true, false])('by an internal error may have arrived: %s', async (arrives) => {
    const { sns, client } = await createSns();
    sns.faults.publish = { kind: 'internal', arrives };
    await expect(publish(client, phone, 'hello')).rejects.toMatchObject({
      name: 'InternalErrorException',
      $metadata: { httpStatusCode: 500 },
    });
    expect(sns.texts()).toHaveLength(arrives ? 1 : 0);
  });

  test.each([true, false])('by a cut connection may have arrived: %s', async (arrives) => {
    const { sns, client } = await createSns();
    sns.faults.publish = { kind: 'cut', arrives };
    expect(await refusalOf(publish(client, phone, 'hello'))).not.toBe('none');
    expect(sns.texts()).toHaveLength(arrives ? 1 : 0);
  });

  test('by a hanging connection ends when the caller gives up', async () => {
    const { sns, client } = await createSns();
    sns.faults.publish = { kind: 'hang', arrives: true };
    const call = client.send(new PublishCommand({ PhoneNumber: phone, Message: 'hello' }), {
      abortSignal: AbortSignal.timeout(50),
    });
    expect(await refusalOf(call)).toBe('AbortError');
    expect(sns.texts()).toHaveLength(1);
  });

  test('by a refused connection, until the endpoint listens again', async () => {
    const { sns, client, listening } = await createSns();
    await publish(client, phone, 'first');
    await listening.refuse();
    await expect(publish(client, phone, 'hello')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await listening.resume();
    await publish(client, phone, 'second');
    expect(sns.texts().map(({ body }) => body)).toEqual(['first', 'second']);
  });
});
