/** A Lambda endpoint with a clock that stands still, a real client, the invocations it made and the records of those that failed. */
import {
  type InvocationResponse,
  InvokeCommand,
  type InvokeCommandInput,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { onTestFinished } from 'vitest';
import { createLambdaEndpoint } from '../../../local/lambda/endpoint.ts';
import { clientConfig, instant, mount } from '../harness.ts';

export const start = instant('2026-11-22T08:00:00Z');

export async function createLambda(file?: string) {
  const time = { now: start };
  const target = { failures: 0 };
  const invocations: { name: string; payload: unknown; at: number }[] = [];
  const failures: { name: string; record: unknown }[] = [];
  const lambda = createLambdaEndpoint({
    file,
    now: () => time.now,
    async invoke(name, payload) {
      invocations.push({ name, payload, at: time.now });
      if (target.failures === 0) return { done: true };
      target.failures -= 1;
      throw new RangeError('the function threw');
    },
    async keepFailure(name, record) {
      failures.push({ name, record });
    },
  });
  onTestFinished(() => lambda.close());
  const { endpoint } = await mount(lambda.handle);
  const client = new LambdaClient(clientConfig(endpoint));
  onTestFinished(() => client.destroy());

  function invoke(
    FunctionName: string,
    payload: string,
    more: Partial<InvokeCommandInput> = {},
  ): Promise<InvocationResponse> {
    return client.send(new InvokeCommand({ FunctionName, Payload: Buffer.from(payload), ...more }));
  }

  /** Until nothing waits any more; the clock stands at each due instant. */
  async function runOut(): Promise<void> {
    for (let due = lambda.nextDueAt(); due !== undefined; due = lambda.nextDueAt()) {
      time.now = Math.max(time.now, due);
      await lambda.runDue(time.now);
    }
  }

  return { lambda, client, time, target, invocations, failures, invoke, runOut };
}
