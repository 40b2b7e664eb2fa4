/** What SNS says of texts in this account and region: the sandbox and the settings. */
import {
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  type SNSClient,
} from '@aws-sdk/client-sns';
import type { Facts, SmsSettings } from '../facts.ts';
import { ask } from './ask.ts';

export async function gatherTexting(client: SNSClient): Promise<Pick<Facts, 'sandbox' | 'sms'>> {
  const [sandbox, sms] = await Promise.all([
    ask(async () => {
      const { IsInSandbox } = await client.send(new GetSMSSandboxAccountStatusCommand({}));
      return IsInSandbox ?? true;
    }),
    ask(async () => readSettings((await client.send(new GetSMSAttributesCommand({}))).attributes ?? {})),
  ]);
  return { sandbox, sms };
}

/** Everything is text, and what was never set is absent or empty. */
function readSettings(attributes: Readonly<Record<string, string>>): SmsSettings {
  const { MonthlySpendLimit, DeliveryStatusIAMRole, DeliveryStatusSuccessSamplingRate, DefaultSMSType } =
    attributes;
  return {
    ...(MonthlySpendLimit ? { spendUsdMax: Number(MonthlySpendLimit) } : {}),
    ...(DeliveryStatusIAMRole ? { deliveryRole: DeliveryStatusIAMRole } : {}),
    ...(DeliveryStatusSuccessSamplingRate
      ? { samplingPercent: Number(DeliveryStatusSuccessSamplingRate) }
      : {}),
    ...(DefaultSMSType ? { textType: DefaultSMSType } : {}),
  };
}
