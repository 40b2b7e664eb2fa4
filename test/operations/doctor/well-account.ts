/** The answers of the account in which the well stage of stage-facts.ts stands; its second clinic's number is still being registered. */
import { rowOf } from '../../../functions/adapters/dynamodb-rows.ts';
import { json, jsonError } from '../../../local/aws-request.ts';
import { asyncFunctionNames } from '../../../shared/deployment/resource-names.ts';
import { type Item, keyOf } from '../../../shared/store/item.ts';
import { type Answer, entries, type Input, rowJson, xml } from './aws-account.ts';
import { clinicCalled, inboundTopicArn, names, now, phone, receiptsArn } from './stage-facts.ts';

/** What no report may show. */
export const secretOfClinic = 'made-up webhook secret of rosewater';

export const secondPhone = '+12125550191';
const items: Item[] = [
  clinicCalled('rosewater'),
  { type: 'number', phone, version: 1, clinicId: 'rosewater' },
  { ...clinicCalled('birchwood'), brand: 'Birchwood', smsNumber: secondPhone },
  { type: 'number', phone: secondPhone, version: 1, clinicId: 'birchwood' },
];

export function answersOf(pagesUrl: string): [string, Answer][] {
  const rows = new Map(
    items
      .map((item) => (item.type === 'clinic' ? { ...item, pagesUrl } : item))
      .map((item) => [keyOf(item), rowJson(rowOf(item, [], 'mark'))]),
  );
  return [...resources(), ...texting(), ...clinics(rows), ...quotas(), ...metrics()];
}

function resources(): [string, Answer][] {
  const queueUrl = 'https://sqs.us-east-1.amazonaws.com/111122223333/';
  return [
    [
      'dynamodb:DescribeTable',
      () =>
        json({ Table: { TableName: names.table, TableStatus: 'ACTIVE', DeletionProtectionEnabled: true } }),
    ],
    [
      'dynamodb:DescribeContinuousBackups',
      () =>
        json({
          ContinuousBackupsDescription: {
            ContinuousBackupsStatus: 'ENABLED',
            PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' },
          },
        }),
    ],
    [
      'lambda:GetFunctionConfiguration',
      ({ name }) => json({ FunctionName: name, State: 'Active', LastUpdateStatus: 'Successful' }),
    ],
    ['lambda:GetAlias', () => json({ Name: 'live', FunctionVersion: '7' })],
    ['scheduler:GetScheduleGroup', ({ name }) => json({ Name: name, State: 'ACTIVE' })],
    [
      'sns:GetTopicAttributes',
      () =>
        xml(
          'GetTopicAttributes',
          `<Attributes>${entries({ SubscriptionsConfirmed: '1', SubscriptionsPending: '0' })}</Attributes>`,
        ),
    ],
    [
      'cognito-idp:ListUserPools',
      ({ body }) =>
        body.NextToken === undefined
          ? json({ UserPools: [{ Id: 'a', Name: 'booking-gate-prod-staff' }], NextToken: 'second' })
          : json({ UserPools: [{ Id: 'b', Name: names.userPool }] }),
    ],
    ['sqs:GetQueueUrl', ({ body }) => json({ QueueUrl: `${queueUrl}${body.QueueName}` })],
    [
      'sqs:GetQueueAttributes',
      ({ body }) => {
        const waiting = body.QueueUrl === `${queueUrl}${names.failuresOf(asyncFunctionNames[0])}`;
        return json({
          Attributes: {
            ApproximateNumberOfMessages: waiting ? '2' : '0',
            ApproximateNumberOfMessagesNotVisible: waiting ? '1' : '0',
          },
        });
      },
    ],
  ];
}

function texting(): [string, Answer][] {
  return [
    [
      'sns:GetSMSSandboxAccountStatus',
      () => xml('GetSMSSandboxAccountStatus', '<IsInSandbox>false</IsInSandbox>'),
    ],
    [
      'sns:GetSMSAttributes',
      () =>
        xml(
          'GetSMSAttributes',
          `<attributes>${entries({
            MonthlySpendLimit: '200',
            DeliveryStatusIAMRole: 'arn:aws:iam::111122223333:role/sns-delivery-logs',
            DeliveryStatusSuccessSamplingRate: '100',
            DefaultSMSType: 'Transactional',
          })}</attributes>`,
        ),
    ],
    [
      'logs:DescribeLogGroups',
      ({ body }) =>
        json({
          logGroups: ['', '/Failure', '/Other'].map((end) => ({
            logGroupName: `${body.logGroupNamePrefix}${end}`,
            retentionInDays: 30,
          })),
        }),
    ],
    [
      'logs:DescribeSubscriptionFilters',
      ({ body }) =>
        json({
          subscriptionFilters: [{ logGroupName: body.logGroupName, destinationArn: `${receiptsArn}:live` }],
        }),
    ],
    ['sms-voice:DescribePhoneNumbers', describeNumbers],
    [
      'sms-voice:DescribeRegistrations',
      () => json({ Registrations: [{ RegistrationId: 'registration-2', RegistrationStatus: 'REVIEWING' }] }),
    ],
  ];
}

/** Two pages, as AWS may always cut a listing. */
function describeNumbers({ body }: Input) {
  const number = {
    NumberType: 'TOLL_FREE',
    MessageType: 'TRANSACTIONAL',
    NumberCapabilities: ['SMS', 'VOICE'],
    TwoWayEnabled: true,
    TwoWayChannelArn: inboundTopicArn,
  };
  if (body.NextToken === undefined) {
    const first = { ...number, PhoneNumber: phone, Status: 'ACTIVE', RegistrationId: 'registration-1' };
    return json({ PhoneNumbers: [first], NextToken: 'second' });
  }
  const second = { ...number, PhoneNumber: secondPhone, Status: 'PENDING', RegistrationId: 'registration-2' };
  return json({ PhoneNumbers: [second] });
}

function clinics(rows: ReadonlyMap<string, unknown>): [string, Answer][] {
  const prefix = names.clinicSecretPrefix;
  return [
    [
      'secretsmanager:ListSecrets',
      ({ body }) =>
        JSON.stringify(body.Filters) === JSON.stringify([{ Key: 'name', Values: [prefix] }])
          ? json({ SecretList: [{ Name: `${prefix}rosewater` }, { Name: `${prefix}birchwood` }] })
          : jsonError(400, 'InvalidParameterException', 'expected the prefix'),
    ],
    [
      'secretsmanager:GetSecretValue',
      ({ body }) =>
        json({
          Name: body.SecretId,
          SecretString: JSON.stringify({
            platforms: { 'cal-com': [secretOfClinic] },
            clientKey: Buffer.alloc(32, 7).toString('base64'),
          }),
        }),
    ],
    [
      'dynamodb:Scan',
      ({ body }) =>
        body.ExclusiveStartKey === undefined
          ? json({ Items: [{ pk: { S: 'clinic#rosewater' } }], LastEvaluatedKey: { pk: { S: 'x' } } })
          : json({ Items: [{ pk: { S: 'clinic#birchwood' } }] }),
    ],
    ['dynamodb:BatchGetItem', (input) => json({ Responses: { [names.table]: findRows(rows, input) } })],
  ];
}

function findRows(rows: ReadonlyMap<string, unknown>, { body }: Input): unknown[] {
  const asked = JSON.stringify(body.RequestItems);
  return [...rows].flatMap(([key, row]) => (asked.includes(`"${key}"`) ? [row] : []));
}

function quotas(): [string, Answer][] {
  const defaults = [
    { QuotaName: 'CreateSchedule request rate', Value: 5000 },
    { QuotaName: 'Number of schedules', Value: 10_000_000 },
    { QuotaName: 'Transactional SMS Message Delivery Rate per Second', Value: 20 },
  ];
  return [
    [
      'lambda:GetAccountSettings',
      () => json({ AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 999 } }),
    ],
    ['servicequotas:ListAWSDefaultServiceQuotas', () => json({ Quotas: defaults })],
    [
      'servicequotas:ListServiceQuotas',
      ({ body }) =>
        json({
          Quotas:
            body.ServiceCode === 'sns' ? [{ QuotaName: 'SMS Message Spending in USD', Value: 500 }] : [],
        }),
    ],
  ];
}

function metrics(): [string, Answer][] {
  return [
    [
      'cloudwatch:GetMetricData',
      ({ body }) => {
        const spent = JSON.stringify(body.MetricDataQueries).includes('SMSMonthToDateSpentUSD');
        const seconds = now / 1_000;
        const result = spent
          ? { Timestamps: [seconds - 3_600, seconds - 7_200], Values: [12.3, 11] }
          : { Timestamps: [seconds - 120, seconds - 180], Values: [1, 1] };
        return json({ MetricDataResults: [{ Id: 'asked', StatusCode: 'Complete', ...result }] });
      },
    ],
  ];
}
