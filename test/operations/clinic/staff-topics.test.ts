/** What only AWS's own SNS does: readers who have not confirmed, and a topic under the stage's key. */
import {
  CreateTopicCommand,
  GetTopicAttributesCommand,
  InvalidParameterException,
  ListSubscriptionsByTopicCommand,
  NotFoundException,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { openStaffTopics } from '../../../operations/clinic/staff-topics.ts';
import { resourceNames } from '../../../shared/deployment/resource-names.ts';

const topicArn = 'arn:aws:sns:us-east-1:111122223333:booking-gate-dev-notices-rose';
const desk = 'desk@rose.example';
const refused = { $metadata: { httpStatusCode: 400 }, message: 'made up' };
let sns: ReturnType<typeof mockSns>;

function mockSns() {
  return mockClient(SNSClient);
}

beforeEach(() => {
  sns = mockSns();
});

afterEach(() => {
  sns.restore();
});

function topics() {
  const stage = {
    stage: 'dev',
    names: resourceNames('dev'),
    partition: 'aws',
    account: '111122223333',
    region: 'us-east-1',
    clock: { now: () => 0 },
    settingsOf: () => ({ region: 'us-east-1' }),
  };
  const opened = openStaffTopics(stage);
  onTestFinished(opened.close);
  return opened;
}

function asked(): void {
  const Subscriptions = [{ Endpoint: desk, SubscriptionArn: 'PendingConfirmation' }];
  sns.on(ListSubscriptionsByTopicCommand).resolves({ Subscriptions });
}

test("a clinic's topic is encrypted with the stage's key, and takes nothing in the clear", async () => {
  sns.on(GetTopicAttributesCommand).rejects(new NotFoundException(refused));
  sns.on(CreateTopicCommand).resolves({ TopicArn: topicArn });
  await topics().ensure('rose');
  const input = sns.commandCalls(CreateTopicCommand)[0]?.args[0].input;
  expect(input).toMatchObject({
    Name: 'booking-gate-dev-notices-rose',
    Attributes: { KmsMasterKeyId: 'alias/booking-gate-dev' },
  });
  const policy = JSON.parse(input?.Attributes?.Policy ?? '');
  expect(policy.Statement).toEqual([
    expect.objectContaining({
      Effect: 'Deny',
      Action: 'sns:Publish',
      Resource: topicArn,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
  ]);
});

test('one that stands is left as it is', async () => {
  sns.on(GetTopicAttributesCommand).resolves({ Attributes: {} });
  await topics().ensure('rose');
  expect(sns.commandCalls(CreateTopicCommand)).toEqual([]);
});

test('what else SNS says of a topic is not taken for a missing one', async () => {
  sns.on(GetTopicAttributesCommand).rejects(new InvalidParameterException(refused));
  await expect(topics().ensure('rose')).rejects.toThrow(InvalidParameterException);
});

test('who has not confirmed is listed so, is asked again, and cannot be put out', async () => {
  asked();
  sns.on(SubscribeCommand).resolves({ SubscriptionArn: 'pending confirmation' });
  expect(await topics().readersOf('rose')).toEqual([{ address: desk, confirmed: false }]);
  expect(await topics().subscribe('rose', { address: desk })).toBe('asked');
  expect(await topics().unsubscribe('rose', desk)).toBe('waits');
  expect(sns.commandCalls(UnsubscribeCommand)).toEqual([]);
});

test('who has not confirmed and is to hear of other kinds waits', async () => {
  asked();
  sns.on(SubscribeCommand).rejects(new InvalidParameterException(refused));
  expect(await topics().subscribe('rose', { address: desk, kinds: ['daily-digest'] })).toBe('waits');
});

test('a refusal of somebody new is not hidden', async () => {
  sns.on(ListSubscriptionsByTopicCommand).resolves({ Subscriptions: [] });
  sns.on(SubscribeCommand).rejects(new InvalidParameterException(refused));
  await expect(topics().subscribe('rose', { address: desk })).rejects.toThrow(InvalidParameterException);
});
