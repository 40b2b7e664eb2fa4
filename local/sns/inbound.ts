/** A client's text comes in: AWS takes its own opt-out words first, then hands the text to the two-way topic's function. */
import { randomUUID } from 'node:crypto';
import type { SNSEvent } from 'aws-lambda';
import { formatInstant, type Instant } from '../../shared/time/instant.ts';
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
  /** Invokes the function that is subscribed to the topic; throws when it threw. */
  deliver: (event: SNSEvent) => Promise<void>;
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

/** Lambda tries an asynchronous event three times in all; here at once, for a person waits for the answer. */
const attemptsMax = 3;

function isAwsOptOutWord(body: string): boolean {
  return optOutWords.has(body.trim().toUpperCase());
}

/** Throws what the function threw on its last attempt. A number that is no phone is a mistake of the caller and throws. */
export async function receiveText(
  book: PhoneBook,
  { from, body }: InboundText,
  faults: InboundFaults,
  options: InboundOptions,
): Promise<void> {
  if (!isPhone(from)) throw new Error(`${from} is not an E.164 phone number`);
  if (isAwsOptOutWord(body)) await book.setOptOut(from, { ...book.optOutOf(from), isOptedOut: true });
  const event = eventOf(from, body, book.lastText(from)?.id, options);
  const deliveries = faults.deliverTwice ? 2 : 1;
  for (let count = 0; count < deliveries; count += 1) await deliver(event, options.deliver);
}

async function deliver(event: SNSEvent, invoke: (event: SNSEvent) => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await invoke(event);
    } catch (error) {
      if (attempt === attemptsMax) throw error;
    }
  }
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
