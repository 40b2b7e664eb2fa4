/** SNS's delivery log, as CloudWatch Logs hands it over: each line in its own try, so that one that is broken does not lose the others. */
import { gunzipSync } from 'node:zlib';
import type { CloudWatchLogsEvent } from 'aws-lambda';
import * as z from 'zod';
import { type Receipt, readReceipt } from '../../shared/follow-up/receipt.ts';
import { StoreRefusedError, StoreUnavailableError } from '../errors.ts';
import type { BookingDeps } from '../workflow/deps.ts';
import { UnreadableItemError } from '../workflow/errors.ts';
import { takeReceipt } from '../workflow/receipts/take-receipt.ts';

/** Most bytes the lines of one event may have: far more than the 1 MB of an asynchronous invocation holds of them, and a bound on what a broken one can cost. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const inflatedBytesMax = 32 * 1024 * 1024;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html */
const logData = z.discriminatedUnion('messageType', [
  z.object({ messageType: z.literal('DATA_MESSAGE'), logEvents: z.array(z.object({ message: z.string() })) }),
  /** CloudWatch Logs tries whether the function can be reached. */
  z.object({ messageType: z.literal('CONTROL_MESSAGE') }),
]);

/** An event that holds no log lines at all: thrown, so that it ends in the dead-letter queue. */
export class LogEventError extends Error {
  override readonly name = 'LogEventError';
}

export function createHandler(deps: BookingDeps): (event: CloudWatchLogsEvent) => Promise<void> {
  return async (event) => {
    const failures: unknown[] = [];
    for (const line of readLines(event)) await takeLine(deps, line, failures);
    // What may go better another time: every receipt of the event comes again, and those already taken change nothing.
    if (failures.length > 0) throw failures[0];
  };
}

async function takeLine(deps: BookingDeps, line: string, failures: unknown[]): Promise<void> {
  const read = readReceipt(line);
  if (read.read === 'unreadable') {
    deps.journal.note({ event: 'receipt-unreadable', reason: read.reason });
    return;
  }
  try {
    await takeReceipt(deps, read.receipt);
  } catch (error) {
    // Out of reach for one is out of reach for all.
    if (error instanceof StoreUnavailableError) throw error;
    noteFailure(deps, read.receipt, error);
    if (!isLasting(error)) failures.push(error);
  }
}

/** An item that cannot be read or stored is as broken the next time: it is the sweep's and staff's. */
function isLasting(error: unknown): boolean {
  return error instanceof UnreadableItemError || error instanceof StoreRefusedError;
}

function noteFailure(deps: BookingDeps, { messageId }: Receipt, error: unknown): void {
  const reason = error instanceof Error ? error.name : 'unknown';
  deps.journal.note({ event: 'receipt-failed', message: messageId, reason });
}

function readLines(event: CloudWatchLogsEvent): string[] {
  const data = logData.safeParse(inflated(event));
  if (!data.success) {
    const paths = data.error.issues.map(({ path }) => path.join('.') || 'data');
    throw new LogEventError(`an event of the delivery log cannot be read: ${paths.join(', ')}`);
  }
  return data.data.messageType === 'DATA_MESSAGE' ? data.data.logEvents.map(({ message }) => message) : [];
}

/** `undefined` for what was not packed by CloudWatch Logs: no schema takes that. */
function inflated({ awslogs }: CloudWatchLogsEvent): unknown {
  try {
    const packed = Buffer.from(awslogs.data, 'base64');
    return JSON.parse(gunzipSync(packed, { maxOutputLength: inflatedBytesMax }).toString('utf8'));
  } catch {
    return undefined;
  }
}
