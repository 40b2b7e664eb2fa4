/** What is sent to SNS, for texts and for notices. */
import {
  CheckIfPhoneNumberIsOptedOutCommand,
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
  const notice = {
    clinicId: 'rosewater',
    kind: 'client-not-told',
    bookingId: 'standard:visit-1',
    startAt: visitStart,
  };

  test('goes to the topic with kind and clinic to filter by, words for people and a line for machines', async () => {
    sns.on(PublishCommand).resolves({ MessageId: 'notice-1' });
    const notices = snsStaffNotices(client, { topicArn: 'arn:topic', managerUrl: 'https://manager.example' });
    expect(await notices.publish(notice)).toEqual({ published: 'yes', messageId: 'notice-1' });

    const input = published();
    expect(input).toMatchObject({
      TopicArn: 'arn:topic',
      MessageAttributes: { kind: { StringValue: 'client-not-told' }, clinic: { StringValue: 'rosewater' } },
    });
    expect(input?.Subject).toMatch(/^[!-~][ -~]{0,99}$/);
    const lines = (input?.Message ?? '').split('\n');
    expect(lines[0]).toMatch(/call/);
    expect(lines[2]).toBe('https://manager.example/bookings/standard%3Avisit-1');
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({
      clinic: 'rosewater',
      kind: 'client-not-told',
      booking: 'standard:visit-1',
      start: '2026-11-20T18:00:00.000Z',
    });
  });

  test('that fails says what that proves', async () => {
    sns.rejects(throttled);
    const notices = snsStaffNotices(client, { topicArn: 'arn:topic' });
    expect(await notices.publish(notice)).toMatchObject({ published: 'no', passing: true });
  });
});
