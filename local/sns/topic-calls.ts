/** The calls that make topics and subscribe people to them, as an operator's command sends them. */

import { account, region } from '../aws-names.ts';
import type { AwsAnswer } from '../aws-request.ts';
import { element, queryDocument, queryError, readEntries } from './query-protocol.ts';
import { readFilterPolicy, type Subscription, type Topics } from './topics.ts';

type Call = (form: URLSearchParams, topics: Topics) => AwsAnswer | Promise<AwsAnswer>;

const calls: Readonly<Record<string, Call>> = {
  CreateTopic: createTopic,
  GetTopicAttributes: getTopicAttributes,
  Subscribe: subscribe,
  ListSubscriptionsByTopic: listSubscriptions,
  GetSubscriptionAttributes: getSubscriptionAttributes,
  SetSubscriptionAttributes: setSubscriptionAttributes,
  Unsubscribe: unsubscribe,
};

/** Undefined for a call that is not about topics. */
export function topicCall(action: string): Call | undefined {
  return Object.hasOwn(calls, action) ? calls[action] : undefined;
}

/** The same name again is the same topic. https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
async function createTopic(form: URLSearchParams, topics: Topics): Promise<AwsAnswer> {
  const name = form.get('Name') ?? '';
  if (!/^[\w-]{1,256}$/.test(name)) return invalid('Topic Name');
  const arn = `arn:aws:sns:${region}:${account}:${name}`;
  const attributes = readEntries(form, 'Attributes');
  const known = topics.find(arn);
  const differs = Object.entries(attributes).some(([key, value]) => known?.attributes[key] !== value);
  if (known !== undefined && differs) {
    return invalid('Attributes Reason: Topic already exists with different attributes');
  }
  if (known === undefined) await topics.add({ arn, attributes });
  return queryDocument('CreateTopic', element('TopicArn', arn));
}

function getTopicAttributes(form: URLSearchParams, topics: Topics): AwsAnswer {
  const topic = topics.find(form.get('TopicArn') ?? '');
  if (topic === undefined) return noTopic();
  const confirmed = String(topics.subscriptionsOf(topic.arn).length);
  const attributes = {
    ...topic.attributes,
    TopicArn: topic.arn,
    SubscriptionsConfirmed: confirmed,
    SubscriptionsPending: '0',
  };
  return queryDocument('GetTopicAttributes', attributesElement(attributes));
}

function attributesElement(attributes: Readonly<Record<string, string>>): string {
  const entries = Object.entries(attributes).map(
    ([key, value]) => `<entry>${element('key', key)}${element('value', value)}</entry>`,
  );
  return `<Attributes>${entries.join('')}</Attributes>`;
}

function getSubscriptionAttributes(form: URLSearchParams, topics: Topics): AwsAnswer {
  const known = topics.findSubscription(form.get('SubscriptionArn') ?? '');
  if (known === undefined) return noSubscription();
  const { arn, endpoint, filterPolicy } = known;
  const policy = filterPolicy === undefined ? {} : { FilterPolicy: filterPolicy };
  const attributes = { SubscriptionArn: arn, Endpoint: endpoint, PendingConfirmation: 'false', ...policy };
  return queryDocument('GetSubscriptionAttributes', attributesElement(attributes));
}

async function subscribe(form: URLSearchParams, topics: Topics): Promise<AwsAnswer> {
  const topicArn = form.get('TopicArn') ?? '';
  const protocol = form.get('Protocol') ?? '';
  const endpoint = form.get('Endpoint') ?? '';
  if (topics.find(topicArn) === undefined) return noTopic();
  if (protocol !== 'email') return invalid(`Does not support this protocol string: ${protocol}`);
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(endpoint)) return invalid('Email address');
  const { FilterPolicy } = readEntries(form, 'Attributes');
  if (FilterPolicy !== undefined && readFilterPolicy(FilterPolicy) === undefined) return badPolicy();
  const policy = FilterPolicy === undefined ? {} : { filterPolicy: FilterPolicy };
  const known = topics.subscriptionsOf(topicArn).find((one) => one.endpoint === endpoint);
  if (known !== undefined && known.filterPolicy !== FilterPolicy) {
    return invalid('Attributes Reason: Subscription already exists with different attributes');
  }
  const { arn } = known ?? (await topics.subscribe({ topicArn, protocol, endpoint, ...policy }));
  return queryDocument('Subscribe', element('SubscriptionArn', arn));
}

function listSubscriptions(form: URLSearchParams, topics: Topics): AwsAnswer {
  const topicArn = form.get('TopicArn') ?? '';
  if (topics.find(topicArn) === undefined) return noTopic();
  const members = topics.subscriptionsOf(topicArn).map(memberOf);
  return queryDocument('ListSubscriptionsByTopic', `<Subscriptions>${members.join('')}</Subscriptions>`);
}

function memberOf({ arn, topicArn, protocol, endpoint }: Subscription): string {
  const fields = {
    SubscriptionArn: arn,
    Owner: account,
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: topicArn,
  };
  const elements = Object.entries(fields).map(([name, value]) => element(name, value));
  return `<member>${elements.join('')}</member>`;
}

/** An empty policy wants everything. */
async function setSubscriptionAttributes(form: URLSearchParams, topics: Topics): Promise<AwsAnswer> {
  const known = topics.findSubscription(form.get('SubscriptionArn') ?? '');
  if (known === undefined) return noSubscription();
  const value = form.get('AttributeValue') ?? '{}';
  if (form.get('AttributeName') !== 'FilterPolicy') return invalid('AttributeName');
  if (readFilterPolicy(value) === undefined) return badPolicy();
  const { filterPolicy: _, ...rest } = known;
  await topics.change(value === '{}' ? rest : { ...rest, filterPolicy: value });
  return queryDocument('SetSubscriptionAttributes', '');
}

async function unsubscribe(form: URLSearchParams, topics: Topics): Promise<AwsAnswer> {
  await topics.unsubscribe(form.get('SubscriptionArn') ?? '');
  return queryDocument('Unsubscribe', '');
}

function noTopic(): AwsAnswer {
  return queryError(404, 'NotFound', 'Topic does not exist');
}

function noSubscription(): AwsAnswer {
  return queryError(404, 'NotFound', 'Subscription does not exist');
}

function badPolicy(): AwsAnswer {
  return invalid('FilterPolicy: the local SNS understands lists of values by attribute');
}

function invalid(reason: string): AwsAnswer {
  return queryError(400, 'InvalidParameter', `Invalid parameter: ${reason}`);
}
