/** One message of a queue: as it is kept, and as a receiver gets it. */
import { createHash } from 'node:crypto';
import * as z from 'zod';

/** As it travels; binary values in base64. */
export const attributeValue = z.object({
  DataType: z.string().regex(/^(String|Number|Binary)(\.|$)/),
  StringValue: z.string().min(1).optional(),
  BinaryValue: z.base64().optional(),
});
export const attributeValues = z.record(z.string().regex(/^[\w.-]{1,256}$/), attributeValue);
type AttributeValues = z.infer<typeof attributeValues>;

/** What another service puts into a queue. */
export interface NewMessage {
  body: string;
  /** Strings only: services send nothing else. */
  attributes: Readonly<Record<string, string>>;
}

export const message = z.object({
  id: z.string(),
  queue: z.string(),
  body: z.string(),
  attributes: attributeValues,
  sentAt: z.number(),
  /** Nobody receives it before. */
  visibleAt: z.number(),
  receives: z.number(),
  firstReceivedAt: z.number().optional(),
  /** Of the last receipt: an older one deletes nothing. */
  receipt: z.string().optional(),
});
export type Message = z.infer<typeof message>;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html: body and attributes together. Bytes. */
export const messageBytesMax = 1_048_576;

export function attributesOf({ attributes }: NewMessage): AttributeValues {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
}

export function bytesOf(body: string, attributes: AttributeValues): number {
  const texts = Object.entries(attributes).flatMap(([name, { DataType, StringValue, BinaryValue }]) => [
    name,
    DataType,
    StringValue ?? '',
    Buffer.from(BinaryValue ?? '', 'base64').toString('latin1'),
  ]);
  return [body, ...texts].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

/** The SDK's client checks a body by it, coming and going. */
export function md5Of(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/** A message as the protocol shows it to its receiver. */
export function shown(kept: Message, wanted: { attributes: string[]; system: string[] }) {
  const MessageAttributes = pick(kept.attributes, wanted.attributes);
  const Attributes = pick(systemAttributesOf(kept), wanted.system);
  return {
    MessageId: kept.id,
    ReceiptHandle: kept.receipt,
    MD5OfBody: md5Of(kept.body),
    Body: kept.body,
    ...(Object.keys(Attributes).length === 0 ? {} : { Attributes }),
    ...(Object.keys(MessageAttributes).length === 0 ? {} : { MessageAttributes }),
  };
}

function systemAttributesOf({ sentAt, receives, firstReceivedAt }: Message): Record<string, string> {
  return {
    SentTimestamp: String(sentAt),
    ApproximateReceiveCount: String(receives),
    ...(firstReceivedAt === undefined ? {} : { ApproximateFirstReceiveTimestamp: String(firstReceivedAt) }),
  };
}

/** `All`, names, or prefixes that end in `.*`. */
function pick<T>(values: Readonly<Record<string, T>>, wanted: readonly string[]): Record<string, T> {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) =>
      wanted.some(
        (one) => one === 'All' || one === name || (one.endsWith('.*') && name.startsWith(one.slice(0, -2))),
      ),
    ),
  );
}
