/** Reads a message of a queue of failures back into the event that failed. What it does not fully understand it leaves alone. */
import * as z from 'zod';
import type { ResourceNames } from '../../shared/deployment/resource-names.ts';
import { timerInputSchema } from '../../shared/follow-up/timer.ts';
import type { FailureQueue } from '../failure-queues.ts';

export interface QueueMessage {
  body: string;
  /** The message attributes that are strings. */
  attributes: Readonly<Record<string, string>>;
}

export interface DeadLetter {
  /** What the function is to be invoked with. */
  payload: unknown;
  /** A code or the name of an error, never its message. */
  error: string;
  /** Which item or message it is of: an id. */
  about?: string;
}

export type DeadLetterRead = { read: 'yes'; letter: DeadLetter } | { read: 'no'; reason: string };

type Holding = Pick<FailureQueue, 'holds' | 'functionName'>;

export function readDeadLetter(
  { holds, functionName }: Holding,
  message: QueueMessage,
  names: ResourceNames,
): DeadLetterRead {
  const body = parseJson(message.body);
  if (body === undefined) return unreadable('its body is not JSON');
  switch (holds) {
    case 'timer':
      return readTimer(body, message.attributes);
    case 'text':
      return readText(body, message.attributes, names.inboundTopic);
    case 'event':
      return readEvent(body, names.functionOf(functionName));
    default:
      return holds satisfies never;
  }
}

/** What the Scheduler fills in before it hands an input over. */
const scheduledTime = '<aws.scheduler.scheduled-time>';

/** A target's request to Lambda, in case the Scheduler keeps that instead of the input alone: its documentation shows only targets whose input is the whole request. */
const invokeRequest = z.object({ FunctionName: z.string(), Payload: z.string() });

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html */
function readTimer(body: unknown, attributes: QueueMessage['attributes']): DeadLetterRead {
  if (attributes.IS_PAYLOAD_TRUNCATED === 'true') return unreadable('the Scheduler cut its input off');
  const request = invokeRequest.safeParse(body);
  const input = timerInputSchema.loose().safeParse(request.success ? parseJson(request.data.Payload) : body);
  if (!input.success) return unreadable('it is no input of a timer');
  const { key, scheduled } = input.data;
  const payload = {
    ...input.data,
    scheduled: scheduled.replace(scheduledTime, attributes.SCHEDULED_TIME ?? scheduledTime),
  };
  return { read: 'yes', letter: { payload, error: wordOf(attributes.ERROR_CODE), about: key } };
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
const notification = z.object({
  Type: z.literal('Notification'),
  MessageId: z.string().min(1),
  TopicArn: z.string(),
  Subject: z.string().nullish(),
  Message: z.string(),
  Timestamp: z.string(),
  SignatureVersion: z.string().default(''),
  Signature: z.string().default(''),
  SigningCertURL: z.string().default(''),
  UnsubscribeURL: z.string().default(''),
  MessageAttributes: z.record(z.string(), z.object({ Type: z.string(), Value: z.string() })).default({}),
});

/** As SNS hands a notification to a function: https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
function readText(body: unknown, attributes: QueueMessage['attributes'], topicName: string): DeadLetterRead {
  const parsed = notification.safeParse(body);
  if (!parsed.success) return unreadable('it is no notification of SNS');
  const { SigningCertURL, UnsubscribeURL, Subject, ...rest } = parsed.data;
  if (rest.TopicArn.split(':').at(-1) !== topicName) return unreadable('it is of another topic');
  const Sns = {
    ...rest,
    Subject: Subject ?? null,
    SigningCertUrl: SigningCertURL,
    UnsubscribeUrl: UnsubscribeURL,
  };
  const record = {
    EventSource: 'aws:sns',
    EventVersion: '1.0',
    EventSubscriptionArn: subscriptionIn(UnsubscribeURL) ?? rest.TopicArn,
    Sns,
  };
  const error = wordOf(attributes.ErrorCode);
  return { read: 'yes', letter: { payload: { Records: [record] }, error, about: rest.MessageId } };
}

function subscriptionIn(unsubscribeUrl: string): string | undefined {
  return URL.parse(unsubscribeUrl)?.searchParams.get('SubscriptionArn') ?? undefined;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html; an event that grew too old was never run and has no response. */
const failureRecord = z.object({
  requestContext: z.object({ requestId: z.string(), functionArn: z.string(), condition: z.string() }),
  requestPayload: z.unknown().optional(),
  responsePayload: z.object({ errorType: z.string() }).partial().nullish().catch(undefined),
});

function readEvent(body: unknown, deployedName: string): DeadLetterRead {
  const parsed = failureRecord.safeParse(body);
  if (!parsed.success) return unreadable('it is no record of a failed invocation');
  const { requestContext, requestPayload: payload, responsePayload } = parsed.data;
  if (requestContext.functionArn.split(':')[6] !== deployedName)
    return unreadable('it is of another function');
  if (payload === undefined || payload === null) return unreadable('it carries no event');
  const error = wordOf(responsePayload?.errorType ?? requestContext.condition);
  return { read: 'yes', letter: { payload, error, about: idIn(payload) ?? requestContext.requestId } };
}

const notified = z.object({ Records: z.tuple([z.object({ Sns: z.object({ MessageId: z.string() }) })]) });

function idIn(payload: unknown): string | undefined {
  return (
    timerInputSchema.safeParse(payload).data?.key ??
    notified.safeParse(payload).data?.Records[0].Sns.MessageId
  );
}

/** Only what looks like a code is shown: anything else could tell of a person. */
function wordOf(code: string | undefined): string {
  return code !== undefined && /^[\w.]{1,80}$/.test(code) ? code : 'unknown error';
}

function unreadable(reason: string): DeadLetterRead {
  return { read: 'no', reason };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
