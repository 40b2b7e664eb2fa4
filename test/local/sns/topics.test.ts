/** The local SNS's topics and subscriptions: as AWS keeps and refuses them. */
import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  type SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../harness.ts';
import { createSns } from './sns.ts';

const topicArn = 'arn:aws:sns:us-east-1:000000000000:notices-rose';
const address = 'desk@rose.example';

async function makeTopic(client: SNSClient): Promise<void> {
  await client.send(new CreateTopicCommand({ Name: 'notices-rose' }));
}

async function subscribe(client: SNSClient, kinds?: string[], Endpoint = address): Promise<string> {
  const Attributes = kinds === undefined ? {} : { FilterPolicy: JSON.stringify({ kind: kinds }) };
  const input = { TopicArn: topicArn, Protocol: 'email', Endpoint, Attributes };
  const { SubscriptionArn = '' } = await client.send(new SubscribeCommand(input));
  return SubscriptionArn;
}

async function publish(client: SNSClient, kind: string): Promise<void> {
  await client.send(
    new PublishCommand({
      TopicArn: topicArn,
      Message: 'made up',
      MessageAttributes: { kind: { DataType: 'String', StringValue: kind } },
    }),
  );
}

async function refusalOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'none',
    (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
  );
}

describe('a topic', () => {
  test('is made once, told by its ARN, and counts who reads it', async () => {
    const { client } = await createSns();
    await makeTopic(client);
    await makeTopic(client);
    await subscribe(client);
    const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn: topicArn }));
    expect(Attributes).toMatchObject({ TopicArn: topicArn, SubscriptionsConfirmed: '1' });
  });

  test('of the same name with other attributes is refused, as is a name that is none', async () => {
    const { client } = await createSns();
    await makeTopic(client);
    const other = { Name: 'notices-rose', Attributes: { DisplayName: 'x' } };
    expect(await refusalOf(client.send(new CreateTopicCommand(other)))).toBe('InvalidParameterException');
    expect(await refusalOf(client.send(new CreateTopicCommand({ Name: 'a b' })))).toBe(
      'InvalidParameterException',
    );
  });

  test('that is not there takes no reader', async () => {
    const { client } = await createSns();
    expect(await refusalOf(subscribe(client))).toBe('NotFoundException');
  });
});

describe('a reader', () => {
  test('gets the kinds of the policy, and all without one', async () => {
    const { client, sns } = await createSns();
    await makeTopic(client);
    await subscribe(client, ['daily-digest']);
    await subscribe(client, undefined, 'lead@rose.example');
    await publish(client, 'daily-digest');
    await publish(client, 'held-soon');
    expect(sns.notices().map(({ kind, to }) => [kind, to])).toEqual([
      ['daily-digest', [address, 'lead@rose.example']],
      ['held-soon', ['lead@rose.example']],
    ]);
  });

  test('changes the policy, is listed, and leaves', async () => {
    const { client } = await createSns();
    await makeTopic(client);
    const SubscriptionArn = await subscribe(client, ['held-soon']);
    const AttributeValue = JSON.stringify({ kind: ['daily-digest'] });
    const change = { SubscriptionArn, AttributeName: 'FilterPolicy', AttributeValue };
    await client.send(new SetSubscriptionAttributesCommand(change));
    const { Attributes } = await client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    expect(Attributes?.FilterPolicy).toBe(AttributeValue);
    const listed = new ListSubscriptionsByTopicCommand({ TopicArn: topicArn });
    expect((await client.send(listed)).Subscriptions).toMatchObject([{ Endpoint: address, SubscriptionArn }]);
    await client.send(new UnsubscribeCommand({ SubscriptionArn }));
    expect((await client.send(listed)).Subscriptions ?? []).toEqual([]);
  });

  test('who is there already is not made a second one, and not with another policy', async () => {
    const { client } = await createSns();
    await makeTopic(client);
    const first = await subscribe(client, ['held-soon']);
    expect(await subscribe(client, ['held-soon'])).toBe(first);
    expect(await refusalOf(subscribe(client, ['daily-digest']))).toBe('InvalidParameterException');
    expect(await refusalOf(subscribe(client, undefined, 'nobody'))).toBe('InvalidParameterException');
  });

  test('is still there after a restart', async () => {
    const folder = temporaryFolder();
    const before = await createSns(folder);
    await makeTopic(before.client);
    await subscribe(before.client, ['held-soon']);
    await before.sns.close();
    const { client, sns } = await createSns(folder);
    await publish(client, 'held-soon');
    expect(sns.notices().at(-1)?.to).toEqual([address]);
  });
});
