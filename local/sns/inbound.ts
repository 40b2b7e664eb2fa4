/** A client's text comes in: AWS takes its own opt-out words first, then hands the text to the two-way topic's function. */
import { randomUUID } from 'node:crypto';
import type { SNSEvent } from 'aws-lambda';
import { formatInstant, type Instant } from '../../shared/time/instant.ts';
import type { NewMessage } from '../sqs/message.ts';
import type { PhoneBook } from './phone-book.ts';
import { isPhone } from './publish-rules.ts';

export interface InboundText {
  from: string;
  body: string;
}

export interface InboundOptions {
  /** The clinic's two-way number, to which clients answer. */
  destination: string;
  topicArn: string;
  /** Hands the event to the function that is subscribed to the topic; throws where Lambda does not take it. What the function throws is Lambda's to try again. */
  deliver: (event: SNSEvent) => Promise<void>;
  /** Takes what could not be handed over. */
  keepFailure: (message: NewMessage) => Promise<void>;
  now: () => Instant;
}

export interface InboundFaults {
  /** The event is delivered twice, as SNS may. */
  deliverTwice: boolean;
}

/** https://docs.aws.amazon.com/sns/latest/dg/sms_manage.html: the whole message, in any case. REVOKE and OPT OUT are not among them. */
const optOutWords = new Set([
  'ARRET',
  'CANCEL',
  'END',
  'OPT-OUT',
  'OPTOUT',
  'QUIT',
  'REMOVE',
  'STOP',
  'TD',
  'UNSUBSCRIBE',
]);

/** SNS offers a notification for weeks to a Lambda that does not take it; here at once, for a person waits for the answer. */
const handOversMax = 3;

function isAwsOptOutWord(body: string): boolean {
  return optOutWords.has(body.trim().toUpperCase());
}

/** A number that is no phone is a mistake of the caller and throws. */
export async function receiveText(
  book: PhoneBook,
  { from, body }: InboundText,
  faults: InboundFaults,
  options: InboundOptions,
): Promise<void> {
  if (!isPhone(from)) throw new Error(`${from} is not an E.164 phone number`);
  await book.addReply({ from, body, at: options.now() });
  if (isAwsOptOutWord(body)) await book.setOptOut(from, { ...book.optOutOf(from), isOptedOut: true });
  const event = eventOf(from, body, book.lastText(from)?.id, options);
  const deliveries = faults.deliverTwice ? 2 : 1;
  for (let count = 0; count < deliveries; count += 1) await deliver(event, options);
}

async function deliver(event: SNSEvent, { deliver, keepFailure }: InboundOptions): Promise<void> {
  for (let handOver = 1; ; handOver += 1) {
    try {
      return await deliver(event);
    } catch (error) {
      if (handOver < handOversMax) continue;
      for (const record of event.Records) await keepFailure(deadLetter(record, error));
      return;
    }
  }
}

/** The notification as SNS puts it into a queue, and why it lies there. https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html */
function deadLetter({ Sns }: SNSEvent['Records'][number], error: unknown): NewMessage {
  const { SigningCertUrl, UnsubscribeUrl, MessageAttributes: _, ...envelope } = Sns;
  return {
    body: JSON.stringify({ ...envelope, SigningCertURL: SigningCertUrl, UnsubscribeURL: UnsubscribeUrl }),
    attributes: {
      RequestID: randomUUID(),
      ErrorCode: error instanceof Error && 'code' in error ? String(error.code) : 'Unknown',
      ErrorMessage: error instanceof Error ? error.message : String(error),
    },
  };
}

function eventOf(
  from: string,
  body: string,
  previousPublishedMessageId: string | undefined,
  { destination, topicArn, now }: InboundOptions,
): SNSEvent {
  const message = {
    originationNumber: from,
    destinationNumber: destination,
    messageKeyword: `KEYWORD_${topicArn.split(':')[4] ?? ''}`,
    messageBody: body,
    inboundMessageId: randomUUID(),
    previousPublishedMessageId,
  };
  return {
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: `${topicArn}:${randomUUID()}`,
        Sns: {
          Type: 'Notification',
          MessageId: randomUUID(),
          TopicArn: topicArn,
          Message: JSON.stringify(message),
          Timestamp: formatInstant(now()),
          SignatureVersion: '1',
          Signature: 'local',
          SigningCertUrl: 'http://localhost/none',
          UnsubscribeUrl: 'http://localhost/none',
          MessageAttributes: {},
        },
      },
    ],
  };
}
