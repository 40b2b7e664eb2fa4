/** SNS's delivery log as it reaches the function: lines as AWS writes them, packed by CloudWatch Logs. */
import { gzipSync } from 'node:zlib';
import type { CloudWatchLogsEvent } from 'aws-lambda';
import { formatInstant, type Instant } from '../../shared/time/instant.ts';

export interface LoggedText {
  id: string;
  at: Instant;
  /** Why it failed; absent: it was delivered. */
  failed?: string;
  to?: string;
}

export function logLine({ id, at, failed, to = '+12125550117' }: LoggedText): string {
  return JSON.stringify({
    notification: { messageId: id, timestamp: formatInstant(at).slice(0, -1).replace('T', ' ') },
    delivery: {
      phoneCarrier: 'My Phone Carrier',
      mnc: 270,
      numberOfMessageParts: 1,
      destination: to,
      priceInUSD: 0.00645,
      smsType: 'Transactional',
      mcc: 310,
      providerResponse: failed ?? 'Message has been accepted by phone carrier',
      dwellTimeMs: 599,
      dwellTimeMsUntilDeviceAck: 1_344,
    },
    status: failed === undefined ? 'SUCCESS' : 'FAILURE',
  });
}

export function logEvent(lines: readonly string[]): CloudWatchLogsEvent {
  return packed({
    messageType: 'DATA_MESSAGE',
    owner: '000000000000',
    logGroup: 'sns/us-east-1/000000000000/DirectPublishToPhoneNumber',
    logStream: 'made-up',
    subscriptionFilters: ['receipts'],
    logEvents: lines.map((message, index) => ({ id: String(index), timestamp: 0, message })),
  });
}

export function packed(data: unknown): CloudWatchLogsEvent {
  return { awslogs: { data: gzipSync(JSON.stringify(data)).toString('base64') } };
}
