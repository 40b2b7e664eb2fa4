/** Lambda's Invoke call behind a real client. */
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { describe, expect, test } from 'vitest';
import { refusalOf, temporaryFolder } from '../harness.ts';
import { createLambda } from './lambda.ts';

const name = 'booking-gate-local-follow-up';
const arn = `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

function textOf(payload: Uint8Array | undefined): string {
  return Buffer.from(payload ?? []).toString();
}

describe('an invocation that waits for the answer', () => {
  test.each([
    ['name', name, undefined],
    ['name and alias', name, 'live'],
    ['name with its alias', `${name}:live`, undefined],
    ['ARN', `${arn}:live`, undefined],
  ])('runs the function by %s', async (_, FunctionName, Qualifier) => {
    const { invoke, invocations } = await createLambda();
    const answer = await invoke(FunctionName, '{"a":"sí"}', { Qualifier });
    expect([answer.StatusCode, answer.FunctionError, textOf(answer.Payload)]).toEqual([
      200,
      undefined,
      '{"done":true}',
    ]);
    expect(invocations).toMatchObject([{ name: 'follow-up', payload: { a: 'sí' } }]);
  });

  test('says what the function threw, once and for all', async () => {
    const { invoke, target, invocations, runOut } = await createLambda();
    target.failures = 1;
    const answer = await invoke(name, '{}');
    await runOut();
    expect(answer.FunctionError).toBe('Unhandled');
    expect(JSON.parse(textOf(answer.Payload))).toMatchObject({
      errorType: 'RangeError',
      errorMessage: 'the function threw',
    });
    expect(invocations).toHaveLength(1);
  });
});

describe('an invocation that nobody waits for', () => {
  test('is accepted, kept over a restart, and run when the clock looks', async () => {
    const file = `${temporaryFolder()}/invocations.jsonl`;
    const before = await createLambda(file);
    const answer = await before.invoke(name, '{"a":1}', { InvocationType: 'Event', Qualifier: 'live' });
    expect([answer.StatusCode, before.invocations]).toEqual([202, []]);
    await before.lambda.close();

    const after = await createLambda(file);
    await after.runOut();
    expect(after.invocations).toMatchObject([{ name: 'follow-up', payload: { a: 1 } }]);
    await after.runOut();
    expect(after.invocations).toHaveLength(1);
  });

  test('fails without a record where the function is not made for it', async () => {
    const { invoke, target, invocations, failures, runOut } = await createLambda();
    target.failures = 3;
    await invoke('booking-gate-local-webhook', '{}', { InvocationType: 'Event' });
    await runOut();
    expect([invocations.length, failures]).toEqual([3, []]);
  });
});

describe('what Lambda refuses', () => {
  test('a function or an alias that is not there', async () => {
    const { invoke } = await createLambda();
    expect(await refusalOf(invoke('booking-gate-prod-follow-up', '{}'))).toBe('ResourceNotFoundException');
    expect(await refusalOf(invoke(name, '{}', { Qualifier: 'old' }))).toBe('ResourceNotFoundException');
  });

  test('a payload that is no JSON or too large', async () => {
    const { invoke, invocations } = await createLambda();
    const large = JSON.stringify('x'.repeat(1024 * 1024));
    expect(await refusalOf(invoke(name, '{'))).toBe('InvalidRequestContentException');
    expect(await refusalOf(invoke(name, large, { InvocationType: 'Event' }))).toBe(
      'RequestTooLargeException',
    );
    expect(invocations).toEqual([]);
    expect(await refusalOf(invoke(name, large))).toBe('none');
  });

  test('everything while it has no concurrency left', async () => {
    const { lambda, invoke } = await createLambda();
    lambda.faults.refuse = true;
    expect(await refusalOf(invoke(name, '{}', { InvocationType: 'Event' }))).toBe('TooManyRequestsException');
    expect(lambda.nextDueAt()).toBeUndefined();
  });

  test('a call it has no answer to, and a kind of invocation there is not', async () => {
    const { client, invoke } = await createLambda();
    expect(await refusalOf(client.send(new ListFunctionsCommand({})))).toBe('UnknownOperationException');
    // A caller without types can ask for it.
    const InvocationType = 'Later' as 'Event';
    expect(await refusalOf(invoke(name, '{}', { InvocationType }))).toBe('InvalidParameterValueException');
  });
});
