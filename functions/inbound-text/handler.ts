/** Clients' texts from the SNS two-way topic: parsed strictly, taken one by one; what cannot be read ends in the dead-letter queue. */
import type { SNSEvent } from 'aws-lambda';
import * as z from 'zod';
import { phoneNumber } from '../../shared/clinic/clinic.ts';
import { parseInstant } from '../../shared/time/instant.ts';
import type { ReplyDeps } from '../workflow/deps.ts';
import { type InboundText, takeReply } from '../workflow/replies/take-reply.ts';

/** Longest text looked at, in characters: more than a phone sends in one message. */
const bodyCharsMax = 2_000;

/** https://docs.aws.amazon.com/sns/latest/dg/sns-mobile-phone-number-as-subscriber.html */
const inboundMessage = z.object({
  originationNumber: phoneNumber,
  destinationNumber: phoneNumber,
  messageBody: z.string().max(bodyCharsMax),
  inboundMessageId: z.string().min(1).max(100),
});

/** Names what is wrong with a message, never what it says. */
export class InboundTextError extends Error {
  override readonly name = 'InboundTextError';
}

export function createHandler(deps: ReplyDeps): (event: SNSEvent) => Promise<void> {
  return async (event) => {
    for (const record of event.Records) await takeReply(deps, readText(record.Sns));
  };
}

/** The message carries no time of its own: the envelope's orders STOP and START. */
function readText(sns: SNSEvent['Records'][number]['Sns']): InboundText {
  const at = parseInstant(sns.Timestamp);
  const message = inboundMessage.safeParse(parseJson(sns.Message));
  if (!message.success || at === undefined) {
    const paths = message.success ? ['Timestamp'] : message.error.issues.map(({ path }) => path.join('.'));
    throw new InboundTextError(`an inbound text cannot be read: ${paths.join(', ')}`);
  }
  const { originationNumber, destinationNumber, messageBody, inboundMessageId } = message.data;
  return { id: inboundMessageId, from: originationNumber, to: destinationNumber, body: messageBody, at };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
