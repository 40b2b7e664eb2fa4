/** What CloudWatch Logs says of SNS's delivery logs: which exist, how long they are kept, and who is sent their lines. */
import {
  type CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeSubscriptionFiltersCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { deliveryLogName } from '../../../shared/deployment/aws-place.ts';
import type { Fact, LogGroupSeen, Place } from '../facts.ts';
import { deliveryLogGroups } from '../log-groups.ts';
import { ask } from './ask.ts';

export function gatherLogGroups(client: CloudWatchLogsClient, place: Place): Promise<Fact<LogGroupSeen[]>> {
  return ask(async () => {
    const { logGroups = [] } = await client.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: deliveryLogName(place) }),
    );
    const wanted = deliveryLogGroups(place);
    return Promise.all(
      logGroups.flatMap(({ logGroupName: name = '', retentionInDays }) =>
        wanted.includes(name) ? [lookAtGroup(client, name, retentionInDays)] : [],
      ),
    );
  });
}

async function lookAtGroup(
  client: CloudWatchLogsClient,
  name: string,
  retentionDays: number | undefined,
): Promise<LogGroupSeen> {
  const subscribers = await ask(async () => {
    const { subscriptionFilters = [] } = await client.send(
      new DescribeSubscriptionFiltersCommand({ logGroupName: name }),
    );
    return subscriptionFilters.flatMap(({ destinationArn }) => destinationArn ?? []);
  });
  return { name, subscribers, ...(retentionDays === undefined ? {} : { retentionDays }) };
}
