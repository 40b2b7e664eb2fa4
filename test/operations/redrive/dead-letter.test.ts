/** The three shapes in which an event can lie in a queue, read back into what the function is invoked with. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { failureQueues, findQueue } from '../../../operations/failure-queues.ts';
import { type QueueMessage, readDeadLetter } from '../../../operations/redrive/dead-letter.ts';
import { asyncFunctionNames, resourceNames } from '../../../shared/deployment/resource-names.ts';

const names = resourceNames('prod');
const messageSchema = z.object({ body: z.string(), attributes: z.record(z.string(), z.string()) });
const timers = { holds: 'timer', functionName: 'follow-up' } as const;
const texts = { holds: 'text', functionName: 'inbound-text' } as const;
const events = { holds: 'event', functionName: 'follow-up' } as const;
const timerInput = { v: 1, key: 'booking#demo#cal-com#abc', scheduled: '2026-11-22T14:03:30Z' };

function fixture(name: string): QueueMessage {
  const file = join(import.meta.dirname, `../../fixtures/dead-letters/${name}.json`);
  return messageSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The fixture with its body changed. */
function changed(name: string, change: (body: string) => string): QueueMessage {
  const { body, attributes } = fixture(name);
  const after = change(body);
  if (after === body) throw new Error(`nothing was changed in ${name}`);
  return { body: after, attributes };
}

function reasonOf(queue: Parameters<typeof readDeadLetter>[0], message: QueueMessage): string {
  const read = readDeadLetter(queue, message, names);
  return read.read === 'no' ? read.reason : 'read';
}

describe('a timer that was not handed over', () => {
  const expected = {
    read: 'yes',
    letter: {
      payload: timerInput,
      error: 'AWSLambda.TooManyRequestsException',
      about: 'booking#demo#cal-com#abc',
    },
  };

  test('is the input it was made with', () => {
    expect(readDeadLetter(timers, fixture('timer'), names)).toEqual(expected);
  });

  test('gets its time where the Scheduler had not filled it in yet', () => {
    const raw = changed('timer', (body) =>
      body.replace('2026-11-22T14:03:30Z', '<aws.scheduler.scheduled-time>'),
    );
    expect(readDeadLetter(timers, raw, names)).toEqual(expected);
  });

  test('is found within a request to Lambda as well', () => {
    const wrapped = changed('timer', (Payload) =>
      JSON.stringify({ FunctionName: 'booking-gate-prod-follow-up', InvocationType: 'Event', Payload }),
    );
    expect(readDeadLetter(timers, wrapped, names)).toEqual(expected);
  });

  test('keeps fields that a later version adds', () => {
    const newer = changed('timer', (body) => body.replace('{"v":1', '{"v":1,"shard":7'));
    expect(readDeadLetter(timers, newer, names)).toMatchObject({
      letter: { payload: { ...timerInput, shard: 7 } },
    });
  });

  test('stays where its input was cut off, is no JSON, or is nobody’s', () => {
    const { body, attributes } = fixture('timer');
    const cut = { body, attributes: { ...attributes, IS_PAYLOAD_TRUNCATED: 'true' } };
    expect(reasonOf(timers, cut)).toBe('the Scheduler cut its input off');
    expect(reasonOf(timers, { body: body.slice(1), attributes })).toBe('its body is not JSON');
    expect(reasonOf(timers, { body: '{"v":1}', attributes })).toBe('it is no input of a timer');
  });
});

describe('a text that was not handed over', () => {
  test('becomes the event that SNS would have invoked the function with', () => {
    const { MessageId, Message, Timestamp, TopicArn } = z
      .record(z.string(), z.string())
      .parse(JSON.parse(fixture('text').body));
    expect(readDeadLetter(texts, fixture('text'), names)).toEqual({
      read: 'yes',
      letter: {
        payload: {
          Records: [
            {
              EventSource: 'aws:sns',
              EventVersion: '1.0',
              EventSubscriptionArn: `${TopicArn}:5f3f2f1f-1111-4222-8333-444455556666`,
              Sns: {
                Type: 'Notification',
                MessageId,
                TopicArn,
                Subject: null,
                Message,
                Timestamp,
                SignatureVersion: '1',
                Signature: 'bWFkZS11cA==',
                SigningCertUrl: expect.stringMatching(/madeup\.pem$/),
                UnsubscribeUrl: expect.stringMatching(/Action=Unsubscribe/),
                MessageAttributes: {},
              },
            },
          ],
        },
        error: '403',
        about: MessageId,
      },
    });
  });

  test('stays where it is of another topic or no notification', () => {
    const other = changed('text', (body) => body.replaceAll('prod-inbound', 'dev-inbound'));
    expect(reasonOf(texts, other)).toBe('it is of another topic');
    const subscription = changed('text', (body) => body.replace('Notification', 'SubscriptionConfirmation'));
    expect(reasonOf(texts, subscription)).toBe('it is no notification of SNS');
  });
});

describe('an event that a function failed at', () => {
  test('is the payload of Lambda’s record', () => {
    expect(readDeadLetter(events, fixture('event'), names)).toEqual({
      read: 'yes',
      letter: { payload: timerInput, error: 'StoreUnavailableError', about: timerInput.key },
    });
  });

  test('that the function itself cannot read is brought back as it was, named by its request', () => {
    const poison = changed('event', (body) => body.replace('"v":1', '"v":"x"'));
    expect(readDeadLetter(events, poison, names)).toMatchObject({
      letter: { payload: { ...timerInput, v: 'x' }, about: 'e4b46cbf-b738-4f10-8880-a18cdf61200e' },
    });
  });

  test('that grew too old was never run: its condition stands for the error', () => {
    const old = changed('event', (body) =>
      body.replace('RetriesExhausted', 'EventAgeExceeded').replace(/,"responseContext.*/, '}'),
    );
    expect(readDeadLetter(events, old, names)).toMatchObject({ letter: { error: 'EventAgeExceeded' } });
  });

  test('whose error reads like words is not quoted', () => {
    const wordy = changed('event', (body) =>
      body.replace('"StoreUnavailableError"', '"no such +12125550117"'),
    );
    expect(readDeadLetter(events, wordy, names)).toMatchObject({ letter: { error: 'unknown error' } });
  });

  test('stays where it is of another function or stage, carries nothing, or is no record', () => {
    const another = changed('event', (body) => body.replace('prod-follow-up', 'prod-sweep'));
    const stage = changed('event', (body) => body.replace('booking-gate-prod', 'booking-gate-dev'));
    expect([reasonOf(events, another), reasonOf(events, stage)]).toEqual([
      'it is of another function',
      'it is of another function',
    ]);
    const empty = changed('event', (body) => body.replace(/"requestPayload":\{[^}]*\},/, ''));
    expect(reasonOf(events, empty)).toBe('it carries no event');
    expect(reasonOf(events, fixture('timer'))).toBe('it is no record of a failed invocation');
  });
});

test('Every function that nobody waits for has a queue, and each is found by its short name', () => {
  const queues = failureQueues(names);
  expect(queues.filter(({ holds }) => holds === 'event').map(({ functionName }) => functionName)).toEqual([
    ...asyncFunctionNames,
  ]);
  expect(findQueue(names, 'timer-failures')).toEqual(queues[0]);
  expect(findQueue(names, 'booking-gate-prod-sweep-failures')).toMatchObject({ functionName: 'sweep' });
  expect(findQueue(names, 'booking-gate-dev-sweep-failures')).toBeUndefined();
});
