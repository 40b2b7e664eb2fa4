/** SNS's delivery log: a line for each text it took, handed to the function some seconds later as CloudWatch Logs packs it. */

import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { CloudWatchLogsEvent } from 'aws-lambda';
import * as z from 'zod';
import { deliveryLogName } from '../../shared/deployment/aws-place.ts';
import { dayMs, formatInstant, type Instant, minuteMs, secondMs } from '../../shared/time/instant.ts';
import { account, region } from '../aws-names.ts';
import type { ClockSource } from '../clock.ts';
import { createCollection } from '../journal.ts';

export interface DeliveryLog extends ClockSource {
  write(text: LoggedText): Promise<void>;
  close(): Promise<void>;
}

export interface LoggedText {
  id: string;
  to: string;
  segments: number;
  at: Instant;
  /** What the carrier side said of a text that did not arrive. */
  failure?: string;
}

export interface DeliveryLogOptions {
  /** Where lines wait; undefined: in memory. */
  file: string | undefined;
  now: () => Instant;
  /** Hands an event to the function that is subscribed to the log; throws where Lambda does not take it. */
  deliver: (event: CloudWatchLogsEvent) => Promise<void>;
}

/** A carrier answers within seconds, mostly. */
const carrierMs = 5 * secondMs;
/** What Lambda does not take is offered again for a day, and then lost. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Subscriptions.html */
const offeredAgainMs = minuteMs;
const offeredForMs = dayMs;

/** https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html */
const logGroup = deliveryLogName({ region, account });

const line = z.object({
  id: z.string(),
  group: z.string(),
  message: z.string(),
  writtenAt: z.number(),
  dueAt: z.number(),
});
type Line = z.infer<typeof line>;

export function openDeliveryLog({ file, now, deliver }: DeliveryLogOptions): DeliveryLog {
  const waiting = createCollection(file, line);
  let round: Promise<void> = Promise.resolve();

  function next(): Line | undefined {
    let first: Line | undefined;
    for (const [, one] of waiting.entries()) if (first === undefined || one.dueAt < first.dueAt) first = one;
    return first;
  }

  /** What falls due together in one group is one event. */
  async function hand({ group, dueAt }: Line): Promise<void> {
    const together = waiting
      .entries()
      .flatMap(([, one]) => (one.group === group && one.dueAt <= dueAt ? [one] : []));
    try {
      await deliver(eventOf(group, together));
    } catch {
      for (const one of together) await offerAgain(one);
      return;
    }
    for (const { id } of together) await waiting.remove(id);
  }

  async function offerAgain(one: Line): Promise<void> {
    if (now() - one.writtenAt >= offeredForMs) await waiting.remove(one.id);
    else await waiting.put(one.id, { ...one, dueAt: now() + offeredAgainMs });
  }

  async function handAll(until: Instant): Promise<void> {
    for (let first = next(); first && first.dueAt <= until; first = next()) await hand(first);
  }

  return {
    write(text) {
      const group = text.failure === undefined ? logGroup : `${logGroup}/Failure`;
      const times = { writtenAt: text.at, dueAt: text.at + carrierMs };
      return waiting.put(text.id, { id: text.id, group, message: lineOf(text), ...times });
    },
    nextDueAt: () => next()?.dueAt,
    runDue(until) {
      round = round.catch(() => undefined).then(() => handAll(until));
      return round;
    },
    close: waiting.close,
  };
}

function lineOf({ id, to, segments, at, failure }: LoggedText): string {
  return JSON.stringify({
    notification: { messageId: id, timestamp: formatInstant(at).replace('T', ' ').replace('Z', '') },
    delivery: {
      numberOfMessageParts: segments,
      destination: to,
      priceInUSD: failure === undefined ? 0.00645 * segments : 0,
      smsType: 'Transactional',
      providerResponse: failure ?? 'Message has been accepted by phone carrier',
      dwellTimeMs: 599,
    },
    status: failure === undefined ? 'SUCCESS' : 'FAILURE',
  });
}

function eventOf(group: string, lines: readonly Line[]): CloudWatchLogsEvent {
  const data = {
    messageType: 'DATA_MESSAGE',
    owner: account,
    logGroup: group,
    logStream: randomUUID(),
    subscriptionFilters: ['receipts'],
    logEvents: lines.map(({ id, message, dueAt }) => ({ id, timestamp: dueAt, message })),
  };
  return { awslogs: { data: gzipSync(JSON.stringify(data)).toString('base64') } };
}
