/** Clients' texts and AWS's own opt-out. */
import {
  CheckIfPhoneNumberIsOptedOutCommand,
  ListTopicsCommand,
  OptInPhoneNumberCommand,
} from '@aws-sdk/client-sns';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { dayMs } from '../../../shared/time/instant.ts';
import { refusalOf } from '../harness.ts';
import { createSns, destination, inboundTopic, phone, publish, start } from './sns.ts';

type Sns = Awaited<ReturnType<typeof createSns>>;

async function isOptedOut({ client }: Sns): Promise<boolean | undefined> {
  const answer = await client.send(new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber: phone }));
  return answer.isOptedOut;
}

function optIn({ client }: Sns) {
  return client.send(new OptInPhoneNumberCommand({ phoneNumber: phone }));
}

const message = z.record(z.string(), z.string());

describe("a client's text", () => {
  test("reaches the topic's function as SNS would deliver it", async () => {
    const { sns, client, events } = await createSns();
    await publish(client, '+12125550102', 'to somebody else');
    const previous = await publish(client, phone, 'Can you make it? 1 yes, 2 no');

    await sns.receive({ from: phone, body: ' 1 ' });

    const record = events[0]?.Records[0];
    expect(events).toHaveLength(1);
    expect(record).toMatchObject({
      EventSource: 'aws:sns',
      Sns: { Type: 'Notification', TopicArn: inboundTopic, Timestamp: new Date(start).toISOString() },
    });
    expect(message.parse(JSON.parse(record?.Sns.Message ?? ''))).toEqual({
      originationNumber: phone,
      destinationNumber: destination,
      messageKeyword: 'KEYWORD_000000000000',
      messageBody: ' 1 ',
      inboundMessageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      previousPublishedMessageId: previous,
    });
  });

  test('has no previous message where none was sent', async () => {
    const { sns, events } = await createSns();
    await sns.receive({ from: phone, body: 'hello' });
    expect(message.parse(JSON.parse(events[0]?.Records[0]?.Sns.Message ?? ''))).not.toHaveProperty(
      'previousPublishedMessageId',
    );
  });

  test('is offered again while Lambda does not take it, and lies in the queue as SNS writes it afterwards', async () => {
    const { sns, events, target, deadLetters } = await createSns();
    target.failures = 2;
    await sns.receive({ from: phone, body: 'hello' });
    expect([events.length, new Set(events.map((event) => JSON.stringify(event))).size]).toEqual([3, 1]);
    expect(deadLetters).toEqual([]);

    target.failures = 3;
    await sns.receive({ from: phone, body: 'hello' });
    expect(events).toHaveLength(6);
    const [letter] = deadLetters;
    expect(letter?.attributes).toEqual({
      RequestID: expect.stringMatching(/^[0-9a-f-]{36}$/),
      ErrorCode: 'TooManyRequestsException',
      ErrorMessage: 'Rate Exceeded.',
    });
    expect(JSON.parse(letter?.body ?? '')).toEqual({
      Type: 'Notification',
      MessageId: events[5]?.Records[0]?.Sns.MessageId,
      TopicArn: inboundTopic,
      Message: events[5]?.Records[0]?.Sns.Message,
      Timestamp: new Date(start).toISOString(),
      SignatureVersion: '1',
      Signature: 'local',
      SigningCertURL: 'http://localhost/none',
      UnsubscribeURL: 'http://localhost/none',
    });
  });

  test('may be delivered twice with the same id', async () => {
    const { sns, events } = await createSns();
    sns.faults.deliverTwice = true;
    await sns.receive({ from: phone, body: 'hello' });
    expect(events).toHaveLength(2);
    expect(events[0]).toEqual(events[1]);
  });

  test('comes from a phone', async () => {
    const { sns, events } = await createSns();
    await expect(sns.receive({ from: '2125550101', body: 'STOP' })).rejects.toThrow(
      'not an E.164 phone number',
    );
    expect(events).toEqual([]);
  });
});

describe("AWS's own opt-out", () => {
  test.each([
    'STOP',
    ' stop\n',
    'Quit',
    'OPT-OUT',
    'optout',
    'td',
    'Arret',
    'cancel',
    'END',
    'remove',
    'UNSUBSCRIBE',
  ])('takes "%s", still delivers it, and lets no text arrive afterwards', async (body) => {
    const setup = await createSns();
    const { sns, client, events } = setup;
    expect(await isOptedOut(setup)).toBe(false);
    await sns.receive({ from: phone, body });
    expect(await isOptedOut(setup)).toBe(true);
    expect(events).toHaveLength(1);

    const id = await publish(client, phone, 'hello');

    expect(id).toBeDefined();
    expect(sns.texts()).toEqual([]);
    expect(sns.lostTexts()).toMatchObject([{ id, to: phone, arrived: false }]);
  });

  test.each([
    'REVOKE',
    'OPT OUT',
    'please stop',
    'STOP.',
    'HELP',
    'START',
  ])('does not know "%s"', async (body) => {
    const setup = await createSns();
    await setup.sns.receive({ from: phone, body });
    expect(await isOptedOut(setup)).toBe(false);
    expect(setup.events).toHaveLength(1);
  });

  test('is undone by an opt-in call once in 30 days, not by START', async () => {
    const setup = await createSns();
    const { sns, time } = setup;
    await sns.receive({ from: phone, body: 'STOP' });
    await sns.receive({ from: phone, body: 'START' });
    expect(await isOptedOut(setup)).toBe(true);

    await optIn(setup);
    expect(await isOptedOut(setup)).toBe(false);

    await sns.receive({ from: phone, body: 'STOP' });
    time.now += 30 * dayMs - 1;
    expect(await refusalOf(optIn(setup))).toBe('InvalidParameterException');
    expect(await isOptedOut(setup)).toBe(true);
    time.now += 1;
    await optIn(setup);
    expect(await isOptedOut(setup)).toBe(false);
  });

  test('is asked about phones only', async () => {
    const { client } = await createSns();
    const ask = client.send(new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber: '555' }));
    expect(await refusalOf(ask)).toBe('InvalidParameterException');
  });
});

test('an action that the endpoint does not have is refused', async () => {
  const { client } = await createSns();
  expect(await refusalOf(client.send(new ListTopicsCommand({})))).toBe('InvalidAction');
});
