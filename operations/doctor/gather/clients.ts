/** One client for each service that the doctor asks: a person waits, so an answer that does not come is given up within seconds. */
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { ClientSettings } from '../../../functions/adapters/clients.ts';

const connectTimeoutMs = 3_000;
const answerTimeoutMs = 10_000;
/** DescribePhoneNumbers and DescribeRegistrations may be called once a second: a refused call is tried again. https://docs.aws.amazon.com/sms-voice/latest/userguide/quotas.html */
const attemptsMax = 4;

export type DoctorClients = ReturnType<typeof doctorClients>;

export function doctorClients(given: ClientSettings) {
  const settings = {
    ...given,
    maxAttempts: attemptsMax,
    requestHandler: {
      connectionTimeout: connectTimeoutMs,
      requestTimeout: answerTimeoutMs,
      throwOnRequestTimeout: true,
    },
  };
  return {
    cloudWatch: new CloudWatchClient(settings),
    cognito: new CognitoIdentityProviderClient(settings),
    dynamodb: new DynamoDBClient(settings),
    lambda: new LambdaClient(settings),
    logs: new CloudWatchLogsClient(settings),
    numbers: new PinpointSMSVoiceV2Client(settings),
    quotas: new ServiceQuotasClient(settings),
    scheduler: new SchedulerClient(settings),
    secretsManager: new SecretsManagerClient(settings),
    sns: new SNSClient(settings),
    sqs: new SQSClient(settings),
  };
}
