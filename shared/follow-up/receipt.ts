/** A receipt: what the carrier side says became of one text. Here it is read from the line that SNS writes to its delivery log; the number in that line is never kept. */
import * as z from 'zod';
import { type Instant, parseInstant } from '../time/instant.ts';
import { failureCharsMax, messageIdCharsMax } from './step.ts';

const about = {
  messageId: z.string().min(1).max(messageIdCharsMax),
  /** The text's own time at the carrier side: it stands in order with STOP and START. */
  at: z.int(),
};

/** Also as it is stored while its text is not known yet. `reason` holds no digit, so no number either. */
export const receiptSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('delivered'), ...about }),
  z.strictObject({
    outcome: z.literal('failed'),
    ...about,
    reason: z.string().max(failureCharsMax),
    /** The number takes no texts from this account: it said STOP where only AWS heard it. */
    optedOut: z.boolean(),
  }),
]);
export type Receipt = z.infer<typeof receiptSchema>;

/** Of a line the fields that are read; what AWS adds is left alone. https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html */
const logLine = z.object({
  notification: z.object({
    messageId: about.messageId,
    timestamp: z.string().transform((text, context) => {
      const at = readTimestamp(text);
      if (at !== undefined) return at;
      context.issues.push({
        code: 'custom',
        message: 'expected a time such as 2016-06-28 00:40:34.558',
        input: text,
      });
      return z.NEVER;
    }),
  }),
  delivery: z.object({ providerResponse: z.string().optional() }),
  status: z.enum(['SUCCESS', 'FAILURE']),
});

export type ReadReceipt =
  | { read: 'receipt'; receipt: Receipt }
  /** `reason` names paths and codes, never a value. */
  | { read: 'unreadable'; reason: string };

/** One line of SNS's delivery log, of either of its two log groups: both have the same form. */
export function readReceipt(line: string): ReadReceipt {
  const parsed = logLine.safeParse(parseJson(line));
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, code }) => `${path.join('.') || 'line'}: ${code}`);
    return { read: 'unreadable', reason: wrong.join('; ') };
  }
  const { notification, delivery, status } = parsed.data;
  const told = { messageId: notification.messageId, at: notification.timestamp };
  if (status === 'SUCCESS') return { read: 'receipt', receipt: { outcome: 'delivered', ...told } };
  const response = delivery.providerResponse ?? '';
  const optedOut = endsOptedOut.test(response);
  const reason = optedOut ? 'opted out' : sayResponse(response);
  return { read: 'receipt', receipt: { outcome: 'failed', ...told, reason, optedOut } };
}

/** AWS's words for a number on its opt-out list: the number, then this. All other responses are an open set. */
const endsOptedOut = /\bis opted out\.?\s*$/i;

/** Responses are sentences such as "Phone carrier is currently unreachable/unavailable"; some quote the number. */
function sayResponse(response: string): string {
  const masked = response
    .replace(/\p{Nd}/gu, '*')
    .replace(/\s+/g, ' ')
    .trim();
  return masked === '' ? 'no reason given' : masked.slice(0, failureCharsMax).toWellFormed();
}

const logTimestamp = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,9})?$/;

/** `2016-06-28 00:40:34.558`: UTC, although it does not say so. */
function readTimestamp(text: string): Instant | undefined {
  return logTimestamp.test(text) ? parseInstant(`${text.replace(' ', 'T')}Z`) : undefined;
}

/** `undefined` for what is no JSON: the schema does not take that. */
function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
