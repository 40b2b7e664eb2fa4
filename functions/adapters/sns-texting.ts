/** Texts through SNS: published once, and honest about what a failure proves. */
import {
  CheckIfPhoneNumberIsOptedOutCommand,
  type MessageAttributeValue,
  PublishCommand,
  type SNSClient,
} from '@aws-sdk/client-sns';
import type { PublishResult, TextMessage, TextSending } from '../../shared/ports.ts';
import { publishTimeoutMs } from '../time-limits.ts';
import { publishFailure } from './publish-failure.ts';

/** The most one text may cost, USD: our longest texts are three parts of about a cent each, the rest is room for carrier fees. https://docs.aws.amazon.com/sns/latest/dg/sms_sending-overview.html */
const priceUsdMax = '0.20';

/** SNS has no field for the booking and the milestone of a text, and is told neither. */
export function snsTexting(client: SNSClient): TextSending {
  async function publish(message: TextMessage): Promise<PublishResult> {
    const command = new PublishCommand({
      PhoneNumber: message.to,
      Message: message.body,
      MessageAttributes: {
        'AWS.SNS.SMS.SMSType': text('Transactional'),
        'AWS.SNS.SMS.MaxPrice': { DataType: 'Number', StringValue: priceUsdMax },
        'AWS.MM.SMS.OriginationNumber': text(message.from),
      },
    });
    try {
      const answer = await client.send(command, { abortSignal: AbortSignal.timeout(publishTimeoutMs) });
      // Taken, but without the id that a receipt would name: what became of it nobody can tell.
      if (answer.MessageId === undefined) return { published: 'unknown', reason: 'NoMessageId' };
      return { published: 'yes', messageId: answer.MessageId };
    } catch (error) {
      return publishFailure(error);
    }
  }

  async function isOptedOut(phone: string): Promise<boolean | 'unknown'> {
    try {
      const answer = await client.send(new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber: phone }));
      return answer.isOptedOut ?? 'unknown';
    } catch {
      return 'unknown';
    }
  }

  return { publish, isOptedOut };
}

function text(value: string): MessageAttributeValue {
  return { DataType: 'String', StringValue: value };
}
