/** What SNS says of the stage's topics, and how many hear of each. */
import { GetTopicAttributesCommand, type SNSClient } from '@aws-sdk/client-sns';
import { resourceNames } from '../../../shared/deployment/resource-names.ts';
import type { Fact, Place, TopicHearers, TopicSeen } from '../facts.ts';
import { askAbout } from './ask.ts';

export function gatherTopics(client: SNSClient, place: Place): Promise<TopicSeen[]> {
  const { inboundTopic, alarmsTopic } = resourceNames(place.stage);
  return Promise.all(
    [inboundTopic, alarmsTopic].map(async (name) => ({
      name,
      subscriptions: await askHearers(client, place, name),
    })),
  );
}

export function askHearers(
  client: SNSClient,
  { partition, region, account }: Omit<Place, 'stage'>,
  name: string,
): Promise<Fact<TopicHearers | undefined>> {
  return askAbout(async () => {
    const TopicArn = `arn:${partition}:sns:${region}:${account}:${name}`;
    const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn }));
    return {
      confirmed: Number(Attributes?.SubscriptionsConfirmed ?? 0),
      pending: Number(Attributes?.SubscriptionsPending ?? 0),
    };
  });
}
