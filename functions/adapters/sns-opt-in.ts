/** Lifts the carrier side's opt-out after a client's START: apart from sending, for only the function that hears clients may do it. */
import { OptInPhoneNumberCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Texting } from '../../shared/ports.ts';
import { errorName } from './error-name.ts';

export function snsOptIn(client: SNSClient): Pick<Texting, 'optIn'> {
  return {
    async optIn(phone) {
      try {
        await client.send(new OptInPhoneNumberCommand({ phoneNumber: phone }));
        return { lifted: true };
      } catch (error) {
        return { lifted: false, reason: errorName(error) };
      }
    },
  };
}
