/** Whatever is typed wrong is refused by the name of what is wrong and with what is expected there, in words of ours: never in those of a library that was used to find out. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readAccount, readStage, SettingsError } from '../../infra/settings.ts';
import { parseOptions as parseSend } from '../../local/send/options.ts';
import { readStartOptions } from '../../local/start-options.ts';
import { newClinic } from '../../operations/clinic/new-clinic.ts';
import { parseOptions as parseClinic } from '../../operations/clinic/options.ts';
import { sayMistakes } from '../../operations/clinic/say.ts';
import { readPairs } from '../../operations/clinic/settings.ts';
import { parseOptions as parseDoctor } from '../../operations/doctor/options.ts';
import { parseOptions as parseRedrive } from '../../operations/redrive/options.ts';
import { parseOptions as parseRestore } from '../../operations/restore/options.ts';
import { parseOptions as parseStaff } from '../../operations/staff/options.ts';

/** What zod and Node's `parseArgs` say, of types and of themselves. */
const libraryWords =
  /Invalid|Too (big|small)|Unrecognized|Unknown option|received|undefined|argument (missing|is ambiguous)|Unexpected|positional|\bNaN\b|expected (string|number|boolean|object|array|record|tuple)|must match/;

const parsers = {
  clinic: parseClinic,
  doctor: parseDoctor,
  redrive: parseRedrive,
  restore: parseRestore,
  send: parseSend,
  staff: parseStaff,
  start: (args: readonly string[]) => {
    try {
      readStartOptions(args, {}, '.local');
      return { ask: 'run' as const };
    } catch (error) {
      return { ask: 'wrong' as const, reason: error instanceof Error ? error.message : '' };
    }
  },
};

const staffAdd = 'add --stage dev --clinic rose --username mara --role viewer';

describe('a command line', () => {
  test.each<[keyof typeof parsers, string, string]>([
    ['clinic', '', 'Say what to do: add, list'],
    ['clinic', 'add', '--stage'],
    ['clinic', 'add --stage', '--stage: expected a value.'],
    ['clinic', 'add --stage dev', 'SETTING=VALUE'],
    ['clinic', 'add a b --stage dev', '"b"'],
    ['clinic', 'show --stage dev', 'show ID'],
    ['clinic', 'notices a --notify x --stage dev', '--notify: "x"'],
    ['clinic', 'notices a --unsubscribe --stage dev', '--unsubscribe: expected a value.'],
    ['clinic', 'rotate-secret a --stage dev', '--platform'],
    ['clinic', 'show a --stage dev --retire-old=1', '--retire-old: expected no value.'],
    ['doctor', 'now --stage dev', '"now": expected options only.'],
    ['doctor', '', '--stage'],
    ['redrive', '--stage dev --max', '--max: expected a value.'],
    ['redrive', '--stage dev --max x', '--max x: expected a whole number'],
    ['redrive', 'discard --stage dev --id a --why b', '--file: expected'],
    ['restore', 'hold --stage dev --table x', '--table: expected the name of a table, not "x".'],
    ['restore', 'resume --stage dev --table abc --from-table x', '--from-table: expected the name'],
    ['restore', 'begin --stage dev --table abc --at noon', '--at: expected an instant'],
    ['restore', 'begin --stage dev --table', '--table: expected a value.'],
    ['send', '', 'JSON file'],
    ['send', 'a', '--platform'],
    ['send', 'a --platform x', '--platform: expected standard or cal-com'],
    ['send', 'a --platform cal-com --url x', '--url: expected a URL'],
    ['staff', 'list --stage dev', '--clinic: expected'],
    ['staff', `${staffAdd}`, '--email: expected'],
    ['staff', `${staffAdd.replace('viewer', 'boss')} --email a@b.example`, '--role: expected viewer'],
    ['staff', `${staffAdd.replace('mara', 'M')} --email a@b.example`, '--username: expected'],
    ['start', '--folder', '--folder: expected a value.'],
    ['start', '--folder=', '--folder: expected a path.'],
    ['start', 'now', '"now": expected options only.'],
  ])('%s %s', (name, line, says) => {
    const parsed = parsers[name](line.split(' ').filter((word) => word !== ''));
    if (parsed.ask !== 'wrong') throw new Error(`it is taken: ${parsed.ask}`);
    expect(parsed.reason).toContain(says);
    expect(parsed.reason).not.toMatch(libraryWords);
  });

  test.each(Object.entries(parsers))('%s: an option that nobody knows', (name, parse) => {
    const verb = name === 'send' || name === 'start' || name === 'doctor' ? [] : ['list'];
    const parsed = parse([...verb, '--no-such', '--stage=dev']);
    expect(parsed).toMatchObject({ ask: 'wrong', reason: expect.stringContaining('--no-such: there is no') });
  });
});

/** Of every kind that JSON has, and some that are only almost right. */
const wrongKinds = [
  5,
  -1,
  1.5,
  '',
  'x'.repeat(300),
  null,
  true,
  [],
  [1],
  ['XX'],
  {},
  { a: 1 },
  { a: { b: {} } },
];

describe('a clinic’s settings', () => {
  const good = {
    id: 'rose',
    brand: 'Rose Clinic',
    phone: '+1 212 555 0111',
    place: '1 Example Road',
    zone: 'America/Chicago',
    status: 'active',
    language: 'en',
    smsNumber: '+12125550150',
    countries: ['US'],
    pagesUrl: 'https://gate.clinic.example',
    textHours: [...Array(7).keys()].map(() => ({ from: 540, until: 1_200 })),
    services: { 'cal-com': { microneedling: 'microneedling' } },
    questionNames: {},
    consent: {},
    policies: { microneedling: 1 },
  };

  test('that are right are taken', () => {
    expect(newClinic(good, undefined)).toMatchObject({ ok: true });
  });

  test.each(Object.keys(good))('%s of a wrong kind', (name) => {
    const refused = wrongKinds.flatMap((value) => {
      const made = newClinic({ ...good, [name]: value }, undefined);
      return made.ok ? [] : [sayMistakes(made.mistakes)];
    });
    expect(refused.length).toBeGreaterThan(8);
    for (const lines of refused) {
      expect(lines.join('\n')).toMatch(new RegExp(`^${name}(\\.[\\w.]+)?: expected \\w`, 'm'));
      expect(lines.join('\n')).not.toMatch(libraryWords);
      const paths = lines.map((line) => line.split(':')[0]);
      expect(new Set(paths).size).toBe(paths.length);
    }
  });

  test.each([
    ['textHours=[', 'textHours: expected JSON.'],
    ['policies.botox=first', 'policies.botox: expected a number.'],
    ['bogus=1', 'bogus: expected one of: id, brand'],
    ['brand.x=1', 'brand.x: expected no further name.'],
    ['status=gone', 'status: expected one of active, paused'],
    ['services.cal-com.a=B C', 'services.cal-com.a: expected lower-case words'],
    ['countries=', 'countries: expected at least one entry.'],
  ])('%s', (pair, says) => {
    const read = readPairs(good, [pair]);
    const made = read.ok ? newClinic({ ...good, ...read.settings }, undefined) : read;
    if (made.ok) throw new Error('it is taken');
    expect(sayMistakes(made.mistakes).join('\n')).toContain(says);
  });
});

describe('the settings of the deployment', () => {
  const rate = { perSecond: 10, burst: 20 };
  const ownName = {
    name: 'a.clinic.example',
    certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/made-up',
  };
  const stage = {
    alarmEmail: 'alarms@clinic.example',
    keepsData: true,
    recoveryDays: 35,
    logDays: 90,
    webhookRate: rate,
    pagesRate: rate,
    managerRate: rate,
    mfa: 'required',
    site: ownName,
    domain: ownName,
    tableName: 'restored-1',
  };
  const account = { alarmEmail: 'alarms@clinic.example', monthlySpendLimitUsd: 50, deliveryLogDays: 30 };

  /** What a folder with these settings is refused for; empty: it is taken. */
  function refusalOf(ofStage: unknown, ofAccount: unknown): string {
    const folder = mkdtempSync(join(tmpdir(), 'booking-gate-refusals-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    mkdirSync(join(folder, 'stages'));
    writeFileSync(join(folder, 'stages', 'test.json'), JSON.stringify(ofStage));
    writeFileSync(join(folder, 'account.json'), JSON.stringify(ofAccount));
    try {
      readStage(folder, 'test');
      readAccount(folder);
      return '';
    } catch (error) {
      if (error instanceof SettingsError) return error.message.replace(/^.* is not right: /, '');
      throw error;
    }
  }

  test('that are right are taken', () => {
    expect(refusalOf(stage, account)).toBe('');
  });

  test.each([
    ...Object.keys(stage).map((name) => ['stage', name] as const),
    ...Object.keys(account).map((name) => ['account', name] as const),
  ])('%s: %s of a wrong kind', (of, name) => {
    const refused = [...wrongKinds, { ...ownName, ...rate, name: 7, perSecond: '9' }]
      .map((value) =>
        of === 'stage'
          ? refusalOf({ ...stage, [name]: value }, account)
          : refusalOf(stage, { ...account, [name]: value }),
      )
      .filter((message) => message !== '');
    expect(refused.length).toBeGreaterThan(10);
    for (const message of refused) {
      expect(message).toMatch(new RegExp(`(^|; )${name}(\\.\\w+)?: (expected \\w|is missing|there is no)`));
      expect(message).not.toMatch(libraryWords);
    }
  });
});
