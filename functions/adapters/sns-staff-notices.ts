/** Notices to staff through their clinic's SNS topic, to which they subscribe by e-mail: the kind is an attribute, so that each person may ask for some kinds only. */
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { composeNotice } from '../../shared/follow-up/notice-words.ts';
import type { StaffNotice } from '../../shared/follow-up/staff-notice.ts';
import type { PublishResult, StaffNotices } from '../../shared/ports.ts';
import type { NoticesEnv } from '../env.ts';
import { publishTimeoutMs } from '../time-limits.ts';
import { errorName } from './error-name.ts';
import { publishFailure } from './publish-failure.ts';

/** The clinic has no topic: nobody was told, and an operator's command makes it. Names with and without `Exception`: the wire and the SDK differ. */
const missingNames = new Set(['NotFound', 'NotFoundException']);

export function snsStaffNotices(client: SNSClient, settings: NoticesEnv): StaffNotices {
  async function publish(notice: StaffNotice): Promise<PublishResult> {
    const { subject, body } = composeNotice(notice, settings.MANAGER_URL);
    const command = new PublishCommand({
      TopicArn: `${settings.NOTICES_TOPIC_PREFIX}${notice.clinicId}`,
      Subject: subject,
      Message: body,
      MessageAttributes: {
        kind: { DataType: 'String', StringValue: notice.kind },
        clinic: { DataType: 'String', StringValue: notice.clinicId },
      },
    });
    try {
      const answer = await client.send(command, { abortSignal: AbortSignal.timeout(publishTimeoutMs) });
      return { published: 'yes', messageId: answer.MessageId ?? '' };
    } catch (error) {
      const reason = errorName(error);
      if (missingNames.has(reason)) return { published: 'no', passing: true, reason };
      return publishFailure(error);
    }
  }

  return { publish };
}
