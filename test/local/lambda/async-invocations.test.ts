/** Events that nobody waits for: three attempts, on the stack's clock, then the queue of failures. */
import { expect, test } from 'vitest';
import { minuteMs } from '../../../shared/time/instant.ts';
import { refusalOf, temporaryFolder } from '../harness.ts';
import { createLambda, start } from './lambda.ts';

const followUp = 'arn:aws:lambda:us-east-1:000000000000:function:booking-gate-local-follow-up:live';
const event = { v: 1, key: 'booking#demo#cal-com#abc' };

test('An event of another service is tried at once, and again after one and two minutes', async () => {
  const { lambda, target, invocations, failures, runOut } = await createLambda();
  target.failures = 2;
  await lambda.handOver(followUp, event);
  expect(invocations).toHaveLength(1);
  await runOut();

  expect(invocations.map(({ name, at }) => [name, (at - start) / minuteMs])).toEqual([
    ['follow-up', 0],
    ['follow-up', 1],
    ['follow-up', 3],
  ]);
  expect(new Set(invocations.map(({ payload }) => JSON.stringify(payload)))).toEqual(
    new Set([JSON.stringify(event)]),
  );
  expect(failures).toEqual([]);
});

test('An event that fails three times is recorded whole, with what the function threw', async () => {
  const { lambda, target, invocations, failures, runOut } = await createLambda();
  target.failures = 3;
  await lambda.handOver(followUp, event);
  await runOut();

  expect(invocations).toHaveLength(3);
  expect(failures).toEqual([
    {
      name: 'follow-up',
      record: {
        version: '1.0',
        timestamp: '2026-11-22T08:03:00.000Z',
        requestContext: {
          requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          functionArn: followUp,
          condition: 'RetriesExhausted',
          approximateInvokeCount: 3,
        },
        requestPayload: event,
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        responsePayload: {
          errorType: 'RangeError',
          errorMessage: 'the function threw',
          trace: expect.arrayContaining(['RangeError: the function threw']),
        },
      },
    },
  ]);
});

test('One event that fails keeps no other waiting', async () => {
  const { lambda, target, invocations, runOut } = await createLambda();
  target.failures = 1;
  await lambda.handOver(followUp, 'first');
  await lambda.handOver(followUp, 'second');
  await runOut();
  expect(invocations.map(({ payload }) => payload)).toEqual(['first', 'second', 'first']);
});

test('What waits for another attempt survives a restart, and counts on', async () => {
  const file = `${temporaryFolder()}/invocations.jsonl`;
  const first = await createLambda(file);
  first.target.failures = 1;
  await first.lambda.handOver(followUp, event);
  await first.lambda.close();

  const second = await createLambda(file);
  second.target.failures = 2;
  await second.runOut();
  expect([second.invocations.length, second.failures.length]).toEqual([2, 1]);
});

test('What Lambda does not take is said to the service that hands it over', async () => {
  const { lambda, invocations } = await createLambda();
  const other = followUp.replace('000000000000', '111122223333');
  await expect(lambda.handOver(other, event)).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  lambda.faults.refuse = true;
  await expect(lambda.handOver(followUp, event)).rejects.toMatchObject({ code: 'TooManyRequestsException' });
  expect(await refusalOf(lambda.handOver(followUp, event))).toBe('HandOverError');
  expect(invocations).toEqual([]);
});
