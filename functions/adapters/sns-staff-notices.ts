/** Notices to staff through an SNS topic that they subscribe to by e-mail or otherwise: what happened and where to look, nobody's data. */
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { PublishResult, StaffNotice, StaffNotices } from '../../shared/ports.ts';
import { formatInstant } from '../../shared/time/instant.ts';
import { publishTimeoutMs } from '../time-limits.ts';
import { publishFailure } from './publish-failure.ts';

/** What a notice of this kind asks for; a kind without words of its own still arrives. */
const asks: Record<string, string> = {
  'client-not-told': 'No text could reach the client in time. Please call.',
  'no-usable-number': 'There is no number that may be texted. Please call or write.',
  'changed-by-client': 'The client says that something changed. Please look at the booking.',
};

export interface NoticesSettings {
  topicArn: string;
  /** Where managers look bookings up, without a slash at the end; absent: the notice carries no link. */
  managerUrl?: string;
}

export function snsStaffNotices(client: SNSClient, settings: NoticesSettings): StaffNotices {
  async function publish(notice: StaffNotice): Promise<PublishResult> {
    const command = new PublishCommand({
      TopicArn: settings.topicArn,
      Subject: `Booking gate: ${notice.kind}`,
      Message: bodyOf(notice, settings.managerUrl),
      MessageAttributes: {
        kind: { DataType: 'String', StringValue: notice.kind },
        clinic: { DataType: 'String', StringValue: notice.clinicId },
      },
    });
    try {
      const answer = await client.send(command, { abortSignal: AbortSignal.timeout(publishTimeoutMs) });
      return { published: 'yes', messageId: answer.MessageId ?? '' };
    } catch (error) {
      return publishFailure(error);
    }
  }

  return { publish };
}

/** Plain words for a person, then one line of JSON for a machine. */
function bodyOf(notice: StaffNotice, managerUrl: string | undefined): string {
  const { clinicId, kind, bookingId, startAt } = notice;
  const start = formatInstant(startAt);
  const lines = [
    asks[kind] ?? 'Please look at the booking.',
    `Clinic ${clinicId}, booking ${bookingId}, visit at ${start}.`,
    ...(managerUrl === undefined ? [] : [`${managerUrl}/bookings/${encodeURIComponent(bookingId)}`]),
    JSON.stringify({ clinic: clinicId, kind, booking: bookingId, start }),
  ];
  return lines.join('\n');
}
