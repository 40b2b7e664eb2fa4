/** The clinics' topics in a stage's SNS, and who reads each by e-mail. Made by this command and not by a deployment, as the clinics themselves are. */
import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  InvalidParameterException,
  NotFoundException,
  paginateListSubscriptionsByTopic,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
  type Subscription,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import * as z from 'zod';
import { localStage } from '../../shared/deployment/resource-names.ts';
import type { NoticeKind } from '../../shared/follow-up/staff-notice.ts';
import type { Stage } from '../stage.ts';

/** Somebody who is to be told; without kinds, of everything. */
export interface Reader {
  address: string;
  kinds?: readonly NoticeKind[];
}

export interface ReaderSeen {
  address: string;
  confirmed: boolean;
  /** Absent: everything, or nobody can tell before it is confirmed. */
  kinds?: readonly string[];
}

export interface StaffTopics {
  /** Makes it where it is not there. */
  ensure: (clinicId: string) => Promise<void>;
  /** `asked`: AWS writes to the address, whose owner confirms. `waits`: they were asked before, for other kinds, and have not confirmed. */
  subscribe: (clinicId: string, reader: Reader) => Promise<'asked' | 'changed' | 'waits'>;
  /** `waits`: what is not confirmed AWS forgets by itself. */
  unsubscribe: (clinicId: string, address: string) => Promise<'ended' | 'waits' | 'unknown'>;
  readersOf: (clinicId: string) => Promise<ReaderSeen[]>;
  close: () => void;
}

/** SNS's word in place of an ARN. */
const pending = 'PendingConfirmation';
/** Readers of one clinic come in pages of a hundred. */
const pagesMax = 10;

export function openStaffTopics(stage: Stage): StaffTopics {
  const { names, partition, region, account } = stage;
  const client = new SNSClient(stage.settingsOf('sns'));
  const arnOf = (clinicId: string) =>
    `arn:${partition}:sns:${region}:${account}:${names.clinicTopicOf(clinicId)}`;
  return {
    ensure: (clinicId) => ensureTopic(client, stage, clinicId, arnOf(clinicId)),
    subscribe: (clinicId, reader) => subscribe(client, arnOf(clinicId), reader),
    unsubscribe: (clinicId, address) => unsubscribe(client, arnOf(clinicId), address),
    readersOf: async (clinicId) => {
      const readers = await subscriptionsOf(client, arnOf(clinicId));
      return Promise.all(readers.map((one) => readerOf(client, one)));
    },
    close: () => client.destroy(),
  };
}

async function ensureTopic(
  client: SNSClient,
  { stage, names }: Stage,
  clinicId: string,
  TopicArn: string,
): Promise<void> {
  try {
    await client.send(new GetTopicAttributesCommand({ TopicArn }));
    return;
  } catch (error) {
    if (!(error instanceof NotFoundException)) throw error;
  }
  // The stack on one machine has no keys.
  const key = stage === localStage ? {} : { KmsMasterKeyId: names.keyAlias };
  const Attributes = { Policy: JSON.stringify(encryptedOnly(TopicArn)), ...key };
  await client.send(new CreateTopicCommand({ Name: names.clinicTopicOf(clinicId), Attributes }));
}

/** As the deployment's own topics: over TLS only, and by the account's own roles, for a policy of its own has no place for others. https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html */
function encryptedOnly(TopicArn: string) {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AllowPublishThroughSSLOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:Publish',
        Resource: TopicArn,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  };
}

async function subscribe(
  client: SNSClient,
  TopicArn: string,
  { address, kinds }: Reader,
): Promise<'asked' | 'changed' | 'waits'> {
  const FilterPolicy = kinds === undefined ? undefined : JSON.stringify({ kind: kinds });
  const known = await findSubscription(client, TopicArn, address);
  if (known?.SubscriptionArn !== undefined && known.SubscriptionArn !== pending) {
    await client.send(
      new SetSubscriptionAttributesCommand({
        SubscriptionArn: known.SubscriptionArn,
        AttributeName: 'FilterPolicy',
        // An empty one lets everything through. https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
        AttributeValue: FilterPolicy ?? '{}',
      }),
    );
    return 'changed';
  }
  const Attributes = FilterPolicy === undefined ? {} : { Attributes: { FilterPolicy } };
  try {
    await client.send(
      new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: address, ...Attributes }),
    );
    return 'asked';
  } catch (error) {
    if (known !== undefined && error instanceof InvalidParameterException) return 'waits';
    throw error;
  }
}

async function unsubscribe(
  client: SNSClient,
  TopicArn: string,
  address: string,
): Promise<'ended' | 'waits' | 'unknown'> {
  const known = await findSubscription(client, TopicArn, address);
  if (known?.SubscriptionArn === undefined) return 'unknown';
  if (known.SubscriptionArn === pending) return 'waits';
  await client.send(new UnsubscribeCommand({ SubscriptionArn: known.SubscriptionArn }));
  return 'ended';
}

async function findSubscription(
  client: SNSClient,
  TopicArn: string,
  address: string,
): Promise<Subscription | undefined> {
  const all = await subscriptionsOf(client, TopicArn);
  return all.find(({ Endpoint }) => Endpoint === address);
}

async function subscriptionsOf(client: SNSClient, TopicArn: string): Promise<Subscription[]> {
  const found: Subscription[] = [];
  let pages = 0;
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn })) {
    found.push(...Subscriptions);
    pages += 1;
    if (pages === pagesMax) break;
  }
  return found;
}

const filterPolicy = z.object({ kind: z.array(z.string()) });

async function readerOf(
  client: SNSClient,
  { SubscriptionArn, Endpoint: address = '' }: Subscription,
): Promise<ReaderSeen> {
  if (SubscriptionArn === undefined || SubscriptionArn === pending) return { address, confirmed: false };
  const { Attributes } = await client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  const policy = filterPolicy.safeParse(JSON.parse(Attributes?.FilterPolicy ?? '{}'));
  return { address, confirmed: true, ...(policy.success ? { kinds: policy.data.kind } : {}) };
}
