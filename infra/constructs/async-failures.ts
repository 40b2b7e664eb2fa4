/** For functions that nobody waits for: Lambda tries an event again twice, then hands it to the function's own queue with all that is needed to redrive it. */
import { Duration } from 'aws-cdk-lib';
import type { IDestination } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { type AsyncFunctionName, resourceNames } from '../../shared/deployment/resource-names.ts';
import { failureQueue } from './failure-queue.ts';
import type { House, HouseFunction } from './house-function.ts';
import { useOfKey } from './key-use.ts';

/** Beside the first try: Lambda's most, about one and two minutes later. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const retriesMax = 2;
/** An event that waited longer for a free function goes to the queue: by then the sweep has done what a timer was for, and a person should hear of the rest. */
const eventAgeMinutesMax = 60;

/** On the alias, for that is what is invoked: what is set for the unqualified function does not count for it. */
export function queueFailures(
  target: HouseFunction,
  name: AsyncFunctionName,
  { stage, key }: House,
  overrides: { retriesMax?: number } = {},
): Queue {
  const queue = failureQueue(target, 'Failures', { name: resourceNames(stage).failuresOf(name), key });
  queue.grant(target.role, 'sqs:SendMessage');
  useOfKey(target.role, key, { services: ['sqs'], actions: ['kms:Decrypt', 'kms:GenerateDataKey'] });
  const onFailure: IDestination = { bind: () => ({ destination: queue.queueArn }) };
  target.alias.configureAsyncInvoke({
    onFailure,
    retryAttempts: overrides.retriesMax ?? retriesMax,
    maxEventAge: Duration.minutes(eventAgeMinutesMax),
  });
  return queue;
}
