/** What the doctor says of facts: each check where all is well, where something is wrong, and where AWS did not say. */
import { describe, expect, test } from 'vitest';
import { exitCodeOf } from '../../../operations/doctor/command.ts';
import { checks, diagnose } from '../../../operations/doctor/diagnose.ts';
import type { ClinicSeen, Facts, NumberSeen } from '../../../operations/doctor/facts.ts';
import { list, type Severity } from '../../../operations/doctor/finding.ts';
import type { Clinic } from '../../../shared/clinic/clinic.ts';
import {
  clinicSeen,
  known,
  logGroup,
  names,
  now,
  numberSeen,
  phone,
  receiptsArn,
  refused,
  wellStage,
} from './stage-facts.ts';

const well = wellStage();

/** What is said of a well stage with this change, beside what is fine. */
function complaints(change: Partial<Facts>) {
  return diagnose({ ...well, ...change }).filter(({ severity }) => severity !== 'fine');
}

function withClinic(change: Partial<ClinicSeen>, settings: Partial<Clinic> = {}): Partial<Facts> {
  return { clinics: { ...well.clinics, clinics: [clinicSeen(change, settings)] } };
}

function withNumber(change: Partial<NumberSeen>): Partial<Facts> {
  return { numbers: known([numberSeen(change)]) };
}

function withFunction(change: Partial<Facts['functions'][number]>): Partial<Facts> {
  return { functions: well.functions.map((seen, place) => (place === 0 ? { ...seen, ...change } : seen)) };
}

function withSms(change: Record<string, unknown>): Partial<Facts> {
  if (!well.sms.known) throw new Error('the well stage knows its settings');
  const kept = Object.entries({ ...well.sms.value, ...change }).filter(([, value]) => value !== undefined);
  return { sms: known(Object.fromEntries(kept)) };
}

describe('a stage that is well', () => {
  test('has something fine said by each check, and nothing else', () => {
    const findings = diagnose(well);

    expect(findings.filter(({ severity }) => severity !== 'fine')).toEqual([]);
    expect([...new Set(findings.map(({ check }) => check))]).toEqual(checks.map(({ name }) => name));
    expect(exitCodeOf(findings)).toBe(0);
  });
});

type Case = [string, Partial<Facts>, check: string, Severity, says: string];

describe('what is wrong is said', () => {
  const cases: Case[] = [
    [
      'no table',
      { table: known(undefined), recovery: known(undefined) },
      'table',
      'broken',
      'There is no table booking-gate-dev.',
    ],
    [
      'a table in the making',
      { table: known({ status: 'CREATING', deletionProtection: true }) },
      'table',
      'broken',
      'booking-gate-dev is CREATING, not ACTIVE.',
    ],
    [
      'a table that can be deleted',
      { table: known({ status: 'ACTIVE', deletionProtection: false }) },
      'table',
      'warning',
      'It is not protected against deletion.',
    ],
    [
      'no recovery',
      { recovery: known(false) },
      'table',
      'broken',
      'Point-in-time recovery is off: what is lost or spoilt now stays so.',
    ],
    [
      'a missing function',
      withFunction({ current: known(undefined), alias: known(false) }),
      'functions',
      'broken',
      'Missing: webhook.',
    ],
    [
      'no function at all',
      { functions: well.functions.map((seen) => ({ ...seen, current: known(undefined) })) },
      'functions',
      'broken',
      'There is none of them.',
    ],
    [
      'a function without its alias',
      withFunction({ alias: known(false) }),
      'functions',
      'broken',
      'webhook has no alias live: nothing calls it.',
    ],
    [
      'a failed function',
      withFunction({ current: known({ state: 'Failed', lastUpdate: 'Failed', reason: 'EFS' }) }),
      'functions',
      'broken',
      'webhook is Failed (EFS).',
    ],
    [
      'a failed change',
      withFunction({ current: known({ state: 'Active', lastUpdate: 'Failed' }) }),
      'functions',
      'broken',
      'The last change of webhook failed: it runs the code of before.',
    ],
    [
      'a function in the making',
      withFunction({ current: known({ state: 'Pending', lastUpdate: 'InProgress' }) }),
      'functions',
      'warning',
      'webhook is still being made ready.',
    ],
    [
      'no timer group',
      { timerGroup: known(undefined) },
      'timers',
      'broken',
      'There is no timer group booking-gate-dev.',
    ],
    [
      'a dying timer group',
      { timerGroup: known('DELETING') },
      'timers',
      'broken',
      'The group booking-gate-dev is DELETING.',
    ],
    [
      'no topic',
      { topics: [{ name: names.alarmsTopic, subscriptions: known(undefined) }] },
      'topics',
      'broken',
      'Missing: booking-gate-dev-alarms.',
    ],
    [
      'an unheard STOP',
      { topics: [{ name: names.inboundTopic, subscriptions: known({ confirmed: 0, pending: 0 }) }] },
      'topics',
      'broken',
      'Nothing hears booking-gate-dev-inbound-texts: what clients answer, STOP too, is lost.',
    ],
    [
      'no user pool',
      { userPools: known(0) },
      'sign-in',
      'broken',
      'There is no user pool booking-gate-dev-staff.',
    ],
    [
      'two user pools',
      { userPools: known(2) },
      'sign-in',
      'broken',
      'There are 2 user pools called booking-gate-dev-staff: nobody can tell whose people are let in.',
    ],
    [
      'a clinic without a topic',
      withClinic({ notices: known(undefined) }),
      'notices',
      'broken',
      'rosewater has no topic: its staff are told of nothing.',
    ],
    [
      'a clinic that nobody reads of',
      withClinic({ notices: known({ confirmed: 0, pending: 0 }) }),
      'notices',
      'warning',
      'Nobody is told at rosewater.',
    ],
    [
      'a reader who has not confirmed',
      withClinic({ notices: known({ confirmed: 0, pending: 1 }) }),
      'notices',
      'warning',
      'Nobody is told at rosewater: 1 asked to be, and not confirmed.',
    ],
    [
      'unheard alarms',
      { topics: [{ name: names.alarmsTopic, subscriptions: known({ confirmed: 0, pending: 2 }) }] },
      'topics',
      'warning',
      'Nobody hears booking-gate-dev-alarms: 2 asked to, and not confirmed.',
    ],
    [
      'missing queues',
      {
        queues: [
          { name: 'a', messages: known(undefined) },
          { name: 'b', messages: known(undefined) },
        ],
      },
      'dead letters',
      'broken',
      'Missing: a and b.',
    ],
    [
      'one dead letter',
      { queues: [{ name: 'a', messages: known(1) }] },
      'dead letters',
      'broken',
      'About 1 message lies in a.',
    ],
    [
      'dead letters',
      { queues: [{ name: 'a', messages: known(3) }] },
      'dead letters',
      'broken',
      'About 3 messages lie in a.',
    ],
    ['no sweep', { sweptAt: known(undefined) }, 'sweep', 'broken', 'It did not run within the last day.'],
    [
      'an old sweep',
      { sweptAt: known(now - 16 * 60_000) },
      'sweep',
      'broken',
      'It last ran at 2027-03-01T11:44:00.000Z, 16 minutes ago.',
    ],
    [
      'the sandbox',
      { sandbox: known(true) },
      'SMS sandbox',
      'broken',
      'Texts from us-east-1 are in the sandbox: only numbers verified in it get any.',
    ],
    [
      'the limit of a new account',
      { ...withSms({ spendUsdMax: 1 }), spentUsd: known(undefined) },
      'spend limit',
      'broken',
      'The limit is 1.00 USD a month: about 100 parts of texts within the US.',
    ],
    [
      'money nearly spent',
      { spentUsd: known(160) },
      'spend limit',
      'warning',
      'This month has cost 160.00 USD of 200.00 USD.',
    ],
    [
      'money spent',
      { spentUsd: known(200) },
      'spend limit',
      'broken',
      'This month has cost 200.00 USD of 200.00 USD: AWS sends nothing any more.',
    ],
    [
      'no delivery logs',
      withSms({ deliveryRole: undefined }),
      'delivery logs',
      'broken',
      'Delivery logs are off: what became of a text is never known.',
    ],
    [
      'sampled delivery logs',
      withSms({ samplingPercent: 10 }),
      'delivery logs',
      'warning',
      'Delivered texts are logged for 10 % of them only: the others stay "sent".',
    ],
    [
      'logs of failures only',
      withSms({ samplingPercent: undefined }),
      'delivery logs',
      'warning',
      'Delivered texts are logged for 0 % of them only: the others stay "sent".',
    ],
    [
      'a missing log group',
      { logGroups: known([{ name: logGroup, retentionDays: 30, subscribers: known([receiptsArn]) }]) },
      'delivery logs',
      'broken',
      `Missing: the log groups ${logGroup}/Failure.`,
    ],
    [
      'promotional texts',
      withSms({ textType: 'Promotional' }),
      'text type',
      'warning',
      'The default is Promotional, not Transactional.',
    ],
    [
      'no default type',
      withSms({ textType: undefined }),
      'text type',
      'warning',
      'The default is not set, not Transactional.',
    ],
    [
      'no clinic',
      { clinics: { ...well.clinics, clinics: [] } },
      'clinics',
      'warning',
      'There is no clinic yet.',
    ],
    [
      'a long table',
      { clinics: { ...well.clinics, itemsListed: known(false) } },
      'clinics',
      'warning',
      'The table is too long to be read through for clinics without a secret.',
    ],
    [
      'a secret without settings',
      withClinic({ item: known({ item: 'missing' }) }),
      'clinics',
      'broken',
      'rosewater has a secret, but no settings: its deliveries are answered 404.',
    ],
    [
      'broken settings',
      withClinic({ item: known({ item: 'unreadable', reason: 'zone: custom' }) }),
      'clinics',
      'broken',
      'The settings of rosewater cannot be read (zone: custom).',
    ],
    [
      'a paused clinic',
      withClinic({}, { status: 'paused' }),
      'clinics',
      'warning',
      'rosewater (Rosewater Skin) is paused: its clients get no texts.',
    ],
    [
      'a clinic in a restore',
      withClinic({}, { status: 'restoring' }),
      'clinics',
      'warning',
      'rosewater (Rosewater Skin) is being restored: its clients get no texts until that is ended.',
    ],
    [
      'settings without a secret',
      withClinic({ secret: known({ secret: 'missing' }) }),
      'secrets',
      'broken',
      'rosewater has settings, but no secret: each of its deliveries is refused.',
    ],
    [
      'a broken secret',
      withClinic({ secret: known({ secret: 'unreadable' }) }),
      'secrets',
      'broken',
      'The secret of rosewater is not in the form that the functions read: each of its deliveries is answered 503.',
    ],
    [
      'an empty secret',
      withClinic({ secret: known({ secret: 'read', activeOf: { 'cal-com': 0 } }) }),
      'secrets',
      'broken',
      'rosewater has no secret for cal-com: each delivery is refused.',
    ],
    [
      'a platform without a secret',
      withClinic({ secret: known({ secret: 'read', activeOf: {} }) }),
      'secrets',
      'broken',
      'rosewater has no secret for cal-com: each delivery is refused.',
    ],
    [
      'a secret without services',
      withClinic({ secret: known({ secret: 'read', activeOf: { 'cal-com': 1, standard: 1 } }) }),
      'secrets',
      'warning',
      'rosewater has a secret for standard, but maps none of its services: each booking waits for a person.',
    ],
    [
      'an unknown platform',
      withClinic({ secret: known({ secret: 'read', activeOf: { 'cal-com': 1, elsewhere: 1 } }) }),
      'secrets',
      'warning',
      'rosewater names the platform elsewhere, which this version does not know.',
    ],
    [
      'a platform named like a property',
      withClinic({ secret: known({ secret: 'read', activeOf: {} }) }, { services: { constructor: {} } }),
      'secrets',
      'warning',
      'rosewater names the platform constructor, which this version does not know.',
    ],
    [
      'no platform',
      withClinic({ secret: known({ secret: 'read', activeOf: {} }) }, { services: {} }),
      'secrets',
      'broken',
      'rosewater is connected to no platform: no booking of it arrives.',
    ],
    [
      'a foreign number',
      { numbers: known([]) },
      'numbers',
      'broken',
      `rosewater sends from ${phone}, which is no number of this account in us-east-1.`,
    ],
    [
      'a one-way number',
      withNumber({ twoWay: false }),
      'numbers',
      'broken',
      `${phone} is not two-way: STOP and answers to it are lost to us.`,
    ],
    [
      'answers to another stage',
      withNumber({ twoWayTo: 'arn:aws:sns:us-east-1:111122223333:booking-gate-prod-inbound-texts' }),
      'numbers',
      'broken',
      `What is answered to ${phone} goes to arn:aws:sns:us-east-1:111122223333:booking-gate-prod-inbound-texts, not to this stage.`,
    ],
    [
      'a pending number',
      {
        ...withNumber({ status: 'PENDING' }),
        registrations: known({ 'registration-1': 'REQUIRES_UPDATES' }),
      },
      'numbers',
      'broken',
      `${phone} is PENDING, not ACTIVE; its registration is REQUIRES_UPDATES.`,
    ],
    [
      'a pending number whose registration AWS did not say',
      { ...withNumber({ status: 'PENDING' }), registrations: refused },
      'numbers',
      'broken',
      `${phone} is PENDING, not ACTIVE; its registration is registration-1.`,
    ],
    [
      'a number for voice',
      withNumber({ sendsTexts: false }),
      'numbers',
      'broken',
      `${phone} cannot send texts.`,
    ],
    [
      'a promotional number',
      withNumber({ textType: 'PROMOTIONAL' }),
      'numbers',
      'warning',
      `${phone} is for PROMOTIONAL texts.`,
    ],
    [
      'a simulator',
      withNumber({ type: 'SIMULATOR' }),
      'numbers',
      'warning',
      `${phone} is a simulator's number: it reaches AWS's test numbers only.`,
    ],
    [
      'pages that fail',
      withClinic({ pages: known({ status: 500, html: true }) }),
      'pages',
      'broken',
      "What answers at https://visits.rosewater.example are not the clients' pages: it said 500 to a made-up link.",
    ],
    [
      "somebody else's pages",
      withClinic({ pages: known({ status: 404, html: false }) }),
      'pages',
      'broken',
      "What answers at https://visits.rosewater.example are not the clients' pages: it said 404 to a made-up link.",
    ],
    [
      'pages that do not answer',
      withClinic({ pages: { known: false, why: 'ENOTFOUND' } }),
      'pages',
      'broken',
      'https://visits.rosewater.example does not answer from here (ENOTFOUND).',
    ],
    [
      'pages without encryption',
      withClinic({}, { pagesUrl: 'http://visits.rosewater.example' }),
      'pages',
      'broken',
      'http://visits.rosewater.example is not encrypted: answers about health would go over it.',
    ],
    [
      'few functions at once',
      { quotas: { ...well.quotas, concurrency: known({ executions: 100, unreserved: 100 }) } },
      'quotas',
      'broken',
      '100 functions may run at once, 100 of them unreserved. The sweep reserves one, and 100 must stay unreserved: the stage cannot be deployed.',
    ],
    [
      'few timers',
      {
        quotas: {
          ...well.quotas,
          scheduler: known({ 'CreateSchedule request rate': 250, 'Number of schedules': 1000 }),
        },
      },
      'quotas',
      'warning',
      '1000 timers may be armed; each open booking has one; 1000000 is enough.',
    ],
    [
      'slow timers',
      {
        quotas: {
          ...well.quotas,
          scheduler: known({ 'CreateSchedule request rate': 50, 'Number of schedules': 10_000_000 }),
        },
      },
      'quotas',
      'warning',
      '50 timers may be made each second; a delivery that changes a booking makes one; 125 is enough.',
    ],
    [
      'an unnamed quota',
      { quotas: { ...well.quotas, sns: known({}) } },
      'quotas',
      'warning',
      'Service Quotas shows no "Transactional SMS Message Delivery Rate per Second" of Amazon SNS here.',
    ],
  ];

  test.each(cases)('%s', (_, change, check, severity, says) => {
    const found = complaints(change);

    expect(found).toEqual([
      expect.objectContaining({ check, severity, says, todo: expect.stringMatching(/.{4}/) }),
    ]);
    expect(found[0]?.link).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(exitCodeOf(found)).toBe(severity === 'broken' ? 1 : 0);
  });

  test('of each check', () => {
    expect([...new Set(cases.map(([, , check]) => check))].sort()).toEqual(
      checks.map(({ name }) => name).sort(),
    );
  });

  test('of a log group that nobody reads and that is kept for ever', () => {
    const groups = [logGroup, `${logGroup}/Failure`].map((name) => ({
      name,
      subscribers: known(['arn:aws:lambda:us-east-1:111122223333:function:booking-gate-prod-receipts']),
    }));

    const says = complaints({ logGroups: known(groups) }).map(({ severity, says }) => [severity, says]);

    expect(says).toEqual([
      [
        'broken',
        `${logGroup} is not sent to this stage's function receipts: its texts stay "sent" for ever.`,
      ],
      ['warning', `${logGroup} is kept for ever, and holds clients' phone numbers.`],
      [
        'broken',
        `${logGroup}/Failure is not sent to this stage's function receipts: its texts stay "sent" for ever.`,
      ],
      ['warning', `${logGroup}/Failure is kept for ever, and holds clients' phone numbers.`],
    ]);
  });

  test('of a number that the table gives to another clinic, or to none', () => {
    const item = (owner: string | undefined) => {
      const seen = clinicSeen();
      if (!seen.item.known || seen.item.value.item !== 'read') throw new Error('the clinic has settings');
      return withClinic({ item: known({ ...seen.item.value, numberOf: known(owner) }) });
    };

    expect(complaints(item('other'))[0]?.says).toBe(
      `The table says that ${phone} is the number of other, but rosewater sends from it: other gets the answers.`,
    );
    expect(complaints(item(undefined))[0]?.says).toBe(
      `The table does not say that ${phone} is the number of rosewater: what clients text to it is lost.`,
    );
  });
});

describe('what is not wrong', () => {
  test('is a function that fell asleep', () => {
    expect(
      complaints(withFunction({ current: known({ state: 'Inactive', lastUpdate: 'Successful' }) })),
    ).toEqual([]);
  });

  test('is a removed clinic whose number and topic are gone', () => {
    const clinic = withClinic({ notices: known(undefined) }, { status: 'removed' });
    const change = { ...clinic, numbers: known([]) };

    expect(complaints(change)).toEqual([]);
  });

  test('is a spend limit that was never set, where the account may spend enough', () => {
    const found = diagnose({ ...well, ...withSms({ spendUsdMax: undefined }) });

    expect(found.find(({ check }) => check === 'spend limit')?.says).toMatch(/^The limit is 200\.00 USD/);
  });

  test('is a second secret while one is rotated', () => {
    const change = withClinic({ secret: known({ secret: 'read', activeOf: { 'cal-com': 2 } }) });

    expect(complaints(change)).toEqual([]);
  });

  test('are pages that nobody was to look at', () => {
    const { pages: _, ...clinic } = clinicSeen();

    expect(complaints({ clinics: { ...well.clinics, clinics: [clinic] } })).toEqual([]);
  });
});

describe('what could not be asked', () => {
  const item = clinicSeen().item;
  const withoutOwner =
    item.known && item.value.item === 'read' ? { ...item.value, numberOf: refused } : undefined;
  const cases: [string, Partial<Facts>, checks: string[]][] = [
    ['the table', { table: refused, recovery: refused }, ['table', 'table']],
    ['a function', withFunction({ current: refused, alias: refused }), ['functions', 'functions']],
    ['the timer group', { timerGroup: refused }, ['timers']],
    ['a topic', { topics: [{ name: names.alarmsTopic, subscriptions: refused }] }, ['topics']],
    ['the user pools', { userPools: refused }, ['sign-in']],
    ['a queue', { queues: [{ name: 'a', messages: refused }] }, ['dead letters']],
    ['the sweep', { sweptAt: refused }, ['sweep']],
    ['the sandbox', { sandbox: refused }, ['SMS sandbox']],
    ['the settings of texts', { sms: refused }, ['spend limit', 'delivery logs', 'text type']],
    ['what was spent', { spentUsd: refused }, ['spend limit']],
    ['the log groups', { logGroups: refused }, ['delivery logs']],
    [
      'who reads a log group',
      {
        logGroups: known(
          [logGroup, `${logGroup}/Failure`].map((name) => ({ name, retentionDays: 1, subscribers: refused })),
        ),
      },
      ['delivery logs', 'delivery logs'],
    ],
    [
      'the clinics',
      { clinics: { secretsListed: refused, itemsListed: refused, clinics: [] } },
      ['clinics', 'clinics'],
    ],
    ['a clinic', withClinic({ secret: refused, item: refused }), ['clinics', 'secrets']],
    ["a clinic's topic", withClinic({ notices: refused }), ['notices']],
    [
      'whose a number is',
      withClinic(withoutOwner === undefined ? {} : { item: known(withoutOwner) }),
      ['numbers'],
    ],
    ['the numbers', { numbers: refused }, ['numbers']],
    [
      'the quotas',
      { quotas: { concurrency: refused, scheduler: refused, sns: refused } },
      ['quotas', 'quotas', 'quotas'],
    ],
  ];

  test.each(
    cases,
  )('%s is said to be so, with the error, and is neither fine nor broken', (_, change, expected) => {
    const found = complaints(change);

    expect(found.map(({ check }) => check)).toEqual(expected);
    for (const { severity, says, todo } of found) {
      expect(severity).toBe('unknown');
      expect(says).toMatch(/ could not be asked: AccessDeniedException\.$/);
      expect(todo).toBe('Run the doctor with the permissions that docs/doctor.md lists.');
    }
    expect(exitCodeOf(found)).toBe(2);
  });

  test('does not hide what is broken from the exit code', () => {
    expect(exitCodeOf(complaints({ sandbox: known(true), numbers: refused }))).toBe(1);
  });

  test('for another reason than a permission is to be asked again', () => {
    const [found] = complaints({ sandbox: { known: false, why: 'TimeoutError' } });

    expect(found?.todo).toMatch(/^Run the doctor again/);
  });
});

test('Names are listed as one would say them', () => {
  expect([list([]), list(['a']), list(['a', 'b']), list(['a', 'b', 'c'])]).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
});
