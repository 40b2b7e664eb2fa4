/** Facts of two stages, as data: one that is well, and one just deployed into a fresh AWS account, with its first clinic. */
import type { ClinicSeen, Fact, Facts, NumberSeen, Place } from '../../../operations/doctor/facts.ts';
import { type Clinic, defaultTextHours } from '../../../shared/clinic/clinic.ts';
import {
  asyncFunctionNames,
  functionNames,
  resourceNames,
} from '../../../shared/deployment/resource-names.ts';

export const place: Place = { stage: 'dev', partition: 'aws', account: '111122223333', region: 'us-east-1' };
export const names = resourceNames(place.stage);
export const now = Date.UTC(2027, 2, 1, 12, 0);
export const phone = '+12125550190';
export const inboundTopicArn = `arn:aws:sns:us-east-1:111122223333:${names.inboundTopic}`;
export const receiptsArn = `arn:aws:lambda:us-east-1:111122223333:function:${names.functionOf('receipts')}`;
export const logGroup = 'sns/us-east-1/111122223333/DirectPublishToPhoneNumber';

export function known<T>(value: T): Fact<T> {
  return { known: true, value };
}

export const refused: Fact<never> = { known: false, why: 'AccessDeniedException' };

export function clinicCalled(id: string): Clinic {
  return {
    type: 'clinic',
    id,
    version: 1,
    brand: 'Rosewater Skin',
    phone: '+1 212 555 0199',
    place: '12 Example Street',
    zone: 'America/New_York',
    status: 'active',
    language: 'en',
    textHours: defaultTextHours,
    smsNumber: phone,
    countries: ['US'],
    pagesUrl: 'https://visits.rosewater.example',
    services: { 'cal-com': { microneedling: 'microneedling' } },
    questionNames: {},
    consent: { 'cal-com': 'paper' },
    policies: { microneedling: 1, botox: 1 },
  };
}

export function clinicSeen(change: Partial<ClinicSeen> = {}, settings: Partial<Clinic> = {}): ClinicSeen {
  return {
    id: 'rosewater',
    secret: known({ secret: 'read', activeOf: { 'cal-com': 1 } }),
    item: known({
      item: 'read',
      clinic: { ...clinicCalled('rosewater'), ...settings },
      numberOf: known('rosewater'),
    }),
    notices: known({ confirmed: 1, pending: 0 }),
    pages: known({ status: 404, html: true }),
    ...change,
  };
}

export function numberSeen(change: Partial<NumberSeen> = {}): NumberSeen {
  return {
    phone,
    status: 'ACTIVE',
    type: 'TOLL_FREE',
    textType: 'TRANSACTIONAL',
    sendsTexts: true,
    twoWay: true,
    twoWayTo: inboundTopicArn,
    registration: 'registration-1',
    ...change,
  };
}

/** As it is between its request and the carriers' approval. */
function pendingNumber(): NumberSeen {
  const { twoWayTo: _, ...number } = numberSeen({ status: 'PENDING', twoWay: false });
  return number;
}

const queueNames = [...asyncFunctionNames.map(names.failuresOf), names.timerFailures, names.inboundFailures];

export function wellStage(): Facts {
  return {
    place,
    now,
    tableName: names.table,
    table: known({ status: 'ACTIVE', deletionProtection: true }),
    recovery: known(true),
    functions: functionNames.map((name) => ({
      name,
      current: known({ state: 'Active', lastUpdate: 'Successful' }),
      alias: known(true),
    })),
    timerGroup: known('ACTIVE'),
    topics: [names.inboundTopic, names.alarmsTopic].map((name) => ({
      name,
      subscriptions: known({ confirmed: 1, pending: 0 }),
    })),
    userPools: known(1),
    queues: queueNames.map((name) => ({ name, messages: known(0) })),
    sandbox: known(false),
    sms: known({
      spendUsdMax: 200,
      deliveryRole: 'arn:aws:iam::111122223333:role/sns-delivery-logs',
      samplingPercent: 100,
      textType: 'Transactional',
    }),
    spentUsd: known(12.3),
    logGroups: known(
      [logGroup, `${logGroup}/Failure`].map((name) => ({
        name,
        retentionDays: 30,
        subscribers: known([`${receiptsArn}:live`]),
      })),
    ),
    numbers: known([numberSeen()]),
    registrations: known({}),
    clinics: { secretsListed: known(true), itemsListed: known(true), clinics: [clinicSeen()] },
    quotas: {
      concurrency: known({ executions: 1000, unreserved: 999 }),
      scheduler: known({ 'CreateSchedule request rate': 5000, 'Number of schedules': 10_000_000 }),
      sns: known({
        'Transactional SMS Message Delivery Rate per Second': 20,
        'SMS Message Spending in USD': 200,
      }),
    },
    sweptAt: known(now - 2 * 60_000),
  };
}

/** As AWS hands an account out, before anything is deployed: what stands in the way of that can be seen already. */
export function bareAccount(): Facts {
  const well = wellStage();
  return {
    ...well,
    table: known(undefined),
    recovery: known(undefined),
    functions: functionNames.map((name) => ({ name, current: known(undefined), alias: known(false) })),
    timerGroup: known(undefined),
    topics: well.topics.map(({ name }) => ({ name, subscriptions: known(undefined) })),
    userPools: known(0),
    queues: well.queues.map(({ name }) => ({ name, messages: known(undefined) })),
    sandbox: known(true),
    sms: known({}),
    spentUsd: known(undefined),
    logGroups: known([]),
    numbers: known([]),
    clinics: { ...well.clinics, clinics: [] },
    quotas: { ...well.quotas, concurrency: known({ executions: 10, unreserved: 10 }), sns: newSnsQuotas },
    sweptAt: known(undefined),
  };
}

/** The same account a day later: its concurrency was raised, the stage is deployed and has its first clinic; everything that takes other people longer is still open. */
export function freshAccount(): Facts {
  const well = wellStage();
  return {
    ...well,
    topics: well.topics.map((topic) =>
      topic.name === names.inboundTopic
        ? topic
        : { ...topic, subscriptions: known({ confirmed: 0, pending: 1 }) },
    ),
    table: known({ status: 'ACTIVE', deletionProtection: false }),
    sandbox: known(true),
    sms: known({
      spendUsdMax: 1,
      deliveryRole: 'arn:aws:iam::111122223333:role/sns-delivery-logs',
      samplingPercent: 100,
      textType: 'Transactional',
    }),
    spentUsd: known(undefined),
    numbers: known([pendingNumber()]),
    registrations: known({ 'registration-1': 'REVIEWING' }),
    clinics: { ...well.clinics, clinics: [clinicSeen({ notices: known({ confirmed: 0, pending: 1 }) })] },
    quotas: { ...well.quotas, sns: newSnsQuotas },
  };
}

const newSnsQuotas = known({
  'Transactional SMS Message Delivery Rate per Second': 20,
  'SMS Message Spending in USD': 1,
});
