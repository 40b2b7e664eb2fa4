/** An SNS endpoint with a clock that stands still, a real client, and the events it delivered. */
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { CloudWatchLogsEvent, SNSEvent } from 'aws-lambda';
import { onTestFinished } from 'vitest';
import { HandOverError } from '../../../local/lambda/endpoint.ts';
import { createSnsEndpoint } from '../../../local/sns/endpoint.ts';
import type { NewMessage } from '../../../local/sqs/message.ts';
import { clientConfig, instant, mount } from '../harness.ts';

export const start = instant('2026-11-22T08:00:00Z');
export const phone = '+12125550101';
export const inboundTopic = 'arn:aws:sns:us-east-1:000000000000:inbound-texts';
export const noticeTopic = 'arn:aws:sns:us-east-1:000000000000:staff-notices';
export const destination = '+12125550199';

export async function createSns(folder?: string) {
  const time = { now: start };
  const events: SNSEvent[] = [];
  const target = { failures: 0 };
  const deadLetters: NewMessage[] = [];
  const logEvents: CloudWatchLogsEvent[] = [];
  const sns = createSnsEndpoint({
    folder,
    now: () => time.now,
    countSegments: (body) => Math.ceil(body.length / 160),
    topicArns: [noticeTopic],
    deliveryLog: {
      async deliver(event) {
        logEvents.push(event);
        if (target.failures > 0) {
          target.failures -= 1;
          throw new HandOverError('TooManyRequestsException', 'Rate Exceeded.');
        }
      },
    },
    inbound: {
      destination,
      topicArn: inboundTopic,
      async deliver(event) {
        events.push(event);
        if (target.failures > 0) {
          target.failures -= 1;
          throw new HandOverError('TooManyRequestsException', 'Rate Exceeded.');
        }
      },
      async keepFailure(message) {
        deadLetters.push(message);
      },
    },
  });
  onTestFinished(() => sns.close());
  const listening = await mount(sns.handle);
  const client = new SNSClient(clientConfig(listening.endpoint));
  onTestFinished(() => client.destroy());
  return { sns, client, time, events, target, deadLetters, logEvents, listening };
}

export async function publish(client: SNSClient, to: string, body: string): Promise<string | undefined> {
  const { MessageId } = await client.send(
    new PublishCommand({
      PhoneNumber: to,
      Message: body,
      MessageAttributes: {
        'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
        'AWS.SNS.SMS.MaxPrice': { DataType: 'Number', StringValue: '0.50' },
        'AWS.MM.SMS.OriginationNumber': { DataType: 'String', StringValue: destination },
      },
    }),
  );
  return MessageId;
}
