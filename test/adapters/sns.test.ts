/** What is sent to SNS, for texts and for notices. */
import {
  CheckIfPhoneNumberIsOptedOutCommand,
  NotFoundException,
  OptInPhoneNumberCommand,
  PublishCommand,
  SNSClient,
  ThrottledException,
} from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { snsOptIn } from '../../functions/adapters/sns-opt-in.ts';
import { snsStaffNotices } from '../../functions/adapters/sns-staff-notices.ts';
import { snsTexting } from '../../functions/adapters/sns-texting.ts';
import { composeNotice } from '../../shared/follow-up/notice-words.ts';
import type { StaffNotice } from '../../shared/follow-up/staff-notice.ts';
import { visitStart } from '../contract/items.ts';

const client = new SNSClient({ region: 'us-east-1' });
const sns = mockClient(client);
const throttled = new ThrottledException({ $metadata: { httpStatusCode: 429 }, message: 'made up' });
const message = {
  to: '+12125550101',
  from: '+12125550100',
  body: 'Hello',
  bookingId: 'standard:visit-1',
  milestone: 'booked',
};

beforeEach(() => {
  sns.reset();
});

function published() {
  return sns.commandCalls(PublishCommand)[0]?.args[0].input;
}

describe('a text', () => {
  test('says its type, price and sender, and nothing of the booking', async () => {
    sns.on(PublishCommand).resolves({ MessageId: 'message-1' });
    expect(await snsTexting(client).publish(message)).toEqual({ published: 'yes', messageId: 'message-1' });
    expect(published()).toEqual({
      PhoneNumber: '+12125550101',
      Message: 'Hello',
      MessageAttributes: {
        'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
        'AWS.SNS.SMS.MaxPrice': { DataType: 'Number', StringValue: '0.20' },
        'AWS.MM.SMS.OriginationNumber': { DataType: 'String', StringValue: '+12125550100' },
      },
    });
  });

  test('answered without an id is unknown', async () => {
    sns.on(PublishCommand).resolves({});
    expect(await snsTexting(client).publish(message)).toMatchObject({ published: 'unknown' });
  });
});

describe('opt-outs', () => {
  test('are what AWS says, or unknown when it cannot be asked', async () => {
    const texting = snsTexting(client);
    sns.on(CheckIfPhoneNumberIsOptedOutCommand).resolvesOnce({ isOptedOut: true }).rejects(throttled);
    expect(await texting.isOptedOut('+12125550101')).toBe(true);
    expect(await texting.isOptedOut('+12125550101')).toBe('unknown');
  });

  test('are lifted, or say why not', async () => {
    const texting = snsOptIn(client);
    sns.on(OptInPhoneNumberCommand).resolvesOnce({}).rejects(throttled);
    expect(await texting.optIn('+12125550101')).toEqual({ lifted: true });
    expect(await texting.optIn('+12125550101')).toEqual({ lifted: false, reason: 'ThrottledException' });
  });
});

describe('a notice to staff', () => {
  const settings = {
    NOTICES_TOPIC_PREFIX: 'arn:aws:sns:us-east-1:000000000000:booking-gate-dev-notices-',
    MANAGER_URL: 'https://manager.example',
  };
  const notice: StaffNotice = {
    clinicId: 'rosewater',
    brand: 'Rosewater Skin',
    zone: 'America/New_York',
    kind: 'client-not-told',
    bookingId: 'standard:visit-1',
    ref: 'c3RhbmRhcmQ6dmlzaXQtMQ',
    startAt: visitStart,
  };

  test("goes to its clinic's own topic, with kind and clinic to filter by", async () => {
    sns.on(PublishCommand).resolves({ MessageId: 'notice-1' });
    const notices = snsStaffNotices(client, settings);
    expect(await notices.publish(notice)).toEqual({ published: 'yes', messageId: 'notice-1' });
    const { subject, body } = composeNotice(notice, 'https://manager.example');
    expect(published()).toEqual({
      TopicArn: 'arn:aws:sns:us-east-1:000000000000:booking-gate-dev-notices-rosewater',
      Subject: subject,
      Message: body,
      MessageAttributes: {
        kind: { DataType: 'String', StringValue: 'client-not-told' },
        clinic: { DataType: 'String', StringValue: 'rosewater' },
      },
    });
  });

  test('that fails says what that proves', async () => {
    sns.rejects(throttled);
    const notices = snsStaffNotices(client, settings);
    expect(await notices.publish(notice)).toMatchObject({ published: 'no', passing: true });
  });

  test('to a clinic without a topic is not sent, and may be once there is one', async () => {
    const missing = new NotFoundException({ $metadata: { httpStatusCode: 404 }, message: 'made up' });
    sns.rejects(missing);
    const notices = snsStaffNotices(client, settings);
    expect(await notices.publish(notice)).toEqual({
      published: 'no',
      passing: true,
      reason: 'NotFoundException',
    });
  });
});
