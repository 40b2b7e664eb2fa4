/** Speaks SNS's API for texts as the SDK's client sends it, refuses what SNS refuses, and puts texts on made-up phones. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { dayMs, type Instant } from '../../shared/time/instant.ts';
import type { AwsAnswer, AwsHandler } from '../aws-request.ts';
import type { ClockSource } from '../clock.ts';
import { type DeliveryLog, type DeliveryLogOptions, openDeliveryLog } from './delivery-log.ts';
import { type InboundFaults, type InboundOptions, type InboundText, receiveText } from './inbound.ts';
import {
  isOptInAllowed,
  type Notice,
  openPhoneBook,
  type PhoneBook,
  type Reply,
  type Text,
  type TextOrigin,
} from './phone-book.ts';
import { isPhone, type Refusal, refusalOfAttributes, refusalOfText } from './publish-rules.ts';
import { queryError, queryResult, readMessageAttributes } from './query-protocol.ts';
import { topicCall } from './topic-calls.ts';
import { openTopics, type Topics } from './topics.ts';

/** How a publish fails. With `arrives` the text was taken before the failure: the caller cannot know. */
type PublishFault =
  | { kind: 'none' }
  | { kind: 'throttle' }
  | { kind: 'invalid-number' }
  | { kind: 'internal'; arrives: boolean }
  | { kind: 'hang'; arrives: boolean }
  | { kind: 'cut'; arrives: boolean };

interface SnsFaults extends InboundFaults {
  publish: PublishFault;
  /** By phone: texts to it are taken and do not arrive, and the delivery log says this of them. */
  undeliverable: Map<string, string>;
}

export interface SnsOptions {
  /** Folder of its files; undefined: in memory. */
  folder: string | undefined;
  now: () => Instant;
  /** How many parts a carrier makes of a body. */
  countSegments: (body: string) => number;
  inbound: Omit<InboundOptions, 'now'>;
  deliveryLog: Pick<DeliveryLogOptions, 'deliver'>;
  /** Topics that are there without a call that makes them. */
  topicArns?: readonly string[];
}

export interface SnsEndpoint {
  handle: AwsHandler;
  /** Changed in place by tests and demonstrations. */
  faults: SnsFaults;
  /** What arrived, oldest first; of all phones or of one. */
  texts(phone?: string): Text[];
  /** What SNS took and no phone got: only the delivery log says so. */
  lostTexts(): Text[];
  /** What clients texted, oldest first. */
  replies(): Reply[];
  notices(): Notice[];
  /** Publish calls for texts since the start, whatever became of them. */
  publishCount(): number;
  /** Says which booking and milestone a published text is of; false where there is no such text. */
  annotate(messageId: string, origin: TextOrigin): Promise<boolean>;
  /** A client's text: AWS's own opt-out, then the two-way topic. */
  receive(text: InboundText): Promise<void>;
  /** Lines that wait to be handed to their function. */
  deliveryLog: ClockSource;
  close(): Promise<void>;
}

/** Phones with a made-up number that ends so are always off, for demonstrations of what then happens. */
const offNumberEnd = '5550166';
/** In the delivery log's own words. https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html */
const offNumberSays = 'Phone is currently unreachable/unavailable';

/** AWS opts a number in once in this time. */
const optInIntervalMs = 30 * dayMs;
/** SNS's limit for a message to a topic. */
const noticeBytesMax = 256 * 1024;

export function createSnsEndpoint(options: SnsOptions): SnsEndpoint {
  const book = openPhoneBook(options.folder);
  const { folder, now, deliveryLog, topicArns = [] } = options;
  const topics = openTopics((name) => (folder === undefined ? undefined : join(folder, name)));
  const log = openDeliveryLog({
    file: folder === undefined ? undefined : join(folder, 'delivery-log.jsonl'),
    now,
    ...deliveryLog,
  });
  const faults: SnsFaults = { publish: { kind: 'none' }, undeliverable: new Map(), deliverTwice: false };
  let publishCount = 0;

  async function handle(body: string): Promise<AwsAnswer> {
    const form = new URLSearchParams(body);
    const action = form.get('Action') ?? '';
    switch (action) {
      case 'Publish':
        if (!form.has('PhoneNumber')) return publishNotice(form, { book, topics, topicArns }, now());
        publishCount += 1;
        return publishText(form, { book, log, faults }, options);
      case 'CheckIfPhoneNumberIsOptedOut':
        return withPhone(form, (phone) =>
          queryResult(action, { isOptedOut: String(book.optOutOf(phone).isOptedOut) }),
        );
      case 'OptInPhoneNumber':
        return withPhone(form, (phone) => optIn(phone, book, options.now()));
      default:
        return (
          topicCall(action)?.(form, topics) ??
          queryError(400, 'InvalidAction', `The local SNS does not answer ${action}.`)
        );
    }
  }

  return {
    handle: (request) => handle(request.body),
    faults,
    texts: book.texts,
    lostTexts: book.lostTexts,
    replies: book.replies,
    notices: book.notices,
    publishCount: () => publishCount,
    annotate: book.annotate,
    receive: (text) => receiveText(book, text, faults, { ...options.inbound, now }),
    deliveryLog: log,
    async close() {
      await Promise.all([book.close(), topics.close(), log.close()]);
    },
  };
}

async function publishText(
  form: URLSearchParams,
  { book, log, faults }: { book: PhoneBook; log: DeliveryLog; faults: SnsFaults },
  { now, countSegments }: SnsOptions,
): Promise<AwsAnswer> {
  const to = form.get('PhoneNumber') ?? '';
  const body = form.get('Message') ?? '';
  const refusal = refusalOfText(to, body, readMessageAttributes(form));
  if (refusal !== undefined) return refused(refusal);
  const fault = faults.publish;
  if (fault.kind === 'throttle') return queryError(429, 'Throttled', 'Rate exceeded');
  if (fault.kind === 'invalid-number') return invalid(`PhoneNumber Reason: ${to} is not valid to publish to`);
  const id = randomUUID();
  if (fault.kind === 'none' || fault.arrives) {
    const failure = book.optOutOf(to).isOptedOut
      ? `${to} is opted out`
      : (faults.undeliverable.get(to) ?? (to.endsWith(offNumberEnd) ? offNumberSays : undefined));
    const text = { id, to, segments: countSegments(body), at: now() };
    await book.addText({ ...text, body, arrived: failure === undefined });
    await log.write({ ...text, ...(failure === undefined ? {} : { failure }) });
  }
  switch (fault.kind) {
    case 'none':
      return queryResult('Publish', { MessageId: id });
    case 'internal':
      return queryError(500, 'InternalError', 'We encountered an internal error. Please try again.');
    case 'hang':
    case 'cut':
      return { kind: fault.kind };
    default:
      return fault satisfies never;
  }
}

async function publishNotice(
  form: URLSearchParams,
  { book, topics, topicArns }: { book: PhoneBook; topics: Topics; topicArns: readonly string[] },
  at: Instant,
): Promise<AwsAnswer> {
  const topicArn = form.get('TopicArn') ?? form.get('TargetArn');
  const message = form.get('Message') ?? '';
  const subject = form.get('Subject');
  if (topicArn === null)
    return invalid('TopicArn or TargetArn or PhoneNumber Reason: no value for required parameter');
  if (!/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}(\.fifo)?$/.test(topicArn))
    return invalid('TopicArn');
  if (!topicArns.includes(topicArn) && topics.find(topicArn) === undefined)
    return queryError(404, 'NotFound', 'Topic does not exist');
  if (message === '') return invalid('Empty message');
  if (Buffer.byteLength(message) > noticeBytesMax) return invalid('Message too long');
  if (subject !== null && !/^[!-~][ -~]{0,99}$/.test(subject)) return invalid('Subject');
  const attributes = readMessageAttributes(form);
  const refusal = refusalOfAttributes(attributes);
  if (refusal !== undefined) return refused(refusal);
  const id = randomUUID();
  const values = Object.fromEntries(attributes.map(({ name, stringValue = '' }) => [name, stringValue]));
  const { kind, clinic } = values;
  await book.addNotice({
    id,
    topicArn,
    ...(kind === undefined ? {} : { kind }),
    ...(clinic === undefined ? {} : { clinic }),
    to: topics.readersOf(topicArn, values),
    message,
    at,
    ...(subject === null ? {} : { subject }),
  });
  return queryResult('Publish', { MessageId: id });
}

async function optIn(phone: string, book: PhoneBook, now: Instant): Promise<AwsAnswer> {
  const current = book.optOutOf(phone);
  if (!isOptInAllowed(current, now, optInIntervalMs)) {
    return invalid('Cannot opt in right now, the latest opt in is less than 30 days ago');
  }
  if (current.isOptedOut) await book.setOptOut(phone, { isOptedOut: false, optedInAt: now });
  return queryResult('OptInPhoneNumber', {});
}

/** These calls name their parameter with a small letter. */
async function withPhone(
  form: URLSearchParams,
  work: (phone: string) => AwsAnswer | Promise<AwsAnswer>,
): Promise<AwsAnswer> {
  const phone = form.get('phoneNumber') ?? '';
  return isPhone(phone) ? work(phone) : invalid(`PhoneNumber Reason: ${phone} is not valid`);
}

function refused({ code, message }: Refusal): AwsAnswer {
  return queryError(400, code, message);
}

function invalid(reason: string): AwsAnswer {
  return refused({ code: 'InvalidParameter', message: `Invalid parameter: ${reason}` });
}
