/** What AWS End User Messaging says of the account's numbers, and of the registrations of those that are not active yet. */
import {
  type PhoneNumberInformation,
  type PinpointSMSVoiceV2Client,
  paginateDescribePhoneNumbers,
  paginateDescribeRegistrations,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { Fact, Facts, NumberSeen } from '../facts.ts';
import { ask, collect } from './ask.ts';

export async function gatherNumbers(
  client: PinpointSMSVoiceV2Client,
): Promise<Pick<Facts, 'numbers' | 'registrations'>> {
  const numbers = await ask(async () => {
    const found = await collect(paginateDescribePhoneNumbers({ client }, {}), (page) => page.PhoneNumbers);
    return found.map(readNumber);
  });
  const waiting = numbers.known && numbers.value.some(({ status }) => status !== 'ACTIVE');
  return { numbers, registrations: waiting ? await askRegistrations(client) : { known: true, value: {} } };
}

function askRegistrations(client: PinpointSMSVoiceV2Client): Promise<Fact<Record<string, string>>> {
  return ask(async () => {
    const found = await collect(paginateDescribeRegistrations({ client }, {}), (page) => page.Registrations);
    return Object.fromEntries(
      found.map(({ RegistrationId = '', RegistrationStatus = 'unknown' }) => [
        RegistrationId,
        RegistrationStatus,
      ]),
    );
  });
}

function readNumber(found: PhoneNumberInformation): NumberSeen {
  return {
    phone: found.PhoneNumber ?? '',
    status: found.Status ?? 'unknown',
    type: found.NumberType ?? 'unknown',
    textType: found.MessageType ?? 'unknown',
    sendsTexts: found.NumberCapabilities?.includes('SMS') ?? false,
    twoWay: found.TwoWayEnabled ?? false,
    ...(found.TwoWayChannelArn === undefined ? {} : { twoWayTo: found.TwoWayChannelArn }),
    ...(found.RegistrationId === undefined ? {} : { registration: found.RegistrationId }),
  };
}
