/** Stages and accounts as configuration: what is missing or wrong stops a deployment before it begins, by its name and its file. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readAccount, readStage, SettingsError } from '../../infra/settings.ts';
import { listFiles } from '../structure/source.ts';
import { infraFolder, projectFolder } from './synthesised.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'booking-gate-settings-'));
  mkdirSync(join(folder, 'stages'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const rate = { perSecond: 10, burst: 20 };
const stageFile = {
  alarmEmail: 'alarms@clinic.example',
  keepsData: true,
  recoveryDays: 35,
  logDays: 90,
  webhookRate: rate,
  pagesRate: rate,
  managerRate: rate,
  mfa: 'required',
};
const site = {
  name: 'site.clinic.example',
  certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/made-up',
};
const domain = {
  name: 'gate.clinic.example',
  certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/made-up',
};
const accountFile = { alarmEmail: 'alarms@clinic.example', monthlySpendLimitUsd: 50, deliveryLogDays: 30 };

function stageFrom(contents: unknown): unknown {
  writeFileSync(join(folder, 'stages', 'test.json'), JSON.stringify(contents));
  return readStage(folder, 'test');
}

function accountFrom(contents: unknown): unknown {
  writeFileSync(join(folder, 'account.json'), JSON.stringify(contents));
  return readAccount(folder);
}

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return 'nothing was wrong';
}

describe('a stage', () => {
  test('that is complete is taken, and named by its file', () => {
    expect(stageFrom(stageFile)).toEqual({ ...stageFile, stage: 'test' });
    expect(stageFrom({ ...stageFile, domain, site, tableName: 'restored-1' })).toMatchObject({
      domain,
      site,
      tableName: 'restored-1',
    });
  });

  test.each(Object.keys(stageFile))('without %s is refused by that name', (name) => {
    const { [name]: _, ...rest }: Record<string, unknown> = stageFile;
    expect(messageOf(() => stageFrom(rest))).toMatch(new RegExp(`stages/test\\.json .*\\b${name}: `));
  });

  test.each<[string, unknown]>([
    ['alarmEmail', 'nobody'],
    ['alarmEmail', ''],
    ['keepsData', 'yes'],
    ['recoveryDays', 0],
    ['recoveryDays', 36],
    ['logDays', 42],
    ['logDays', 0],
    ['webhookRate', { ...rate, perSecond: 0 }],
    ['pagesRate', { perSecond: 5 }],
    ['mfa', true],
    ['site', { ...site, name: 'https://site.clinic.example' }],
    ['site', { ...site, certificateArn: site.certificateArn.replace('us-east-1', 'eu-west-1') }],
    ['domain', { ...domain, name: 'https://gate.clinic.example/' }],
    ['domain', { ...domain, certificateArn: 'made-up' }],
    ['tableName', 'a/b'],
  ])('with a wrong %s is refused by that name: %j', (name, value) => {
    const says = messageOf(() => stageFrom({ ...stageFile, [name]: value }));
    expect(says).toMatch(new RegExp(`stages/test\\.json .*\\b${name}(\\.\\w+)?: `));
  });

  test('with a value that nothing reads is refused: it is a slip of the pen', () => {
    expect(messageOf(() => stageFrom({ ...stageFile, alarmMail: 'x' }))).toMatch(
      /stages\/test\.json is not right: alarmMail: there is no such setting$/,
    );
    const webhookRate = { ...rate, brust: 1 };
    expect(messageOf(() => stageFrom({ ...stageFile, webhookRate }))).toContain(' webhookRate.brust: ');
  });

  test('with several mistakes tells all of them at once, what is missing as such', () => {
    const { alarmEmail: _, ...rest } = stageFile;
    const says = messageOf(() => stageFrom({ ...rest, recoveryDays: 0, pagesRate: { perSecond: 5 } }));
    expect(says).toMatch(/alarmEmail: is missing; recoveryDays: [^;]+; /);
    expect(says).toMatch(/ pagesRate\.burst: is missing$/);
  });

  test.each([
    undefined,
    7,
    '',
    'a',
    'Prod',
    'pr-od',
    '../prod',
    'a-very-long-stage-name',
    'local',
    'account',
  ])('named %j is none', (name) => {
    expect(messageOf(() => readStage(folder, name))).toContain('name the stage');
  });

  test('whose file is not there or no JSON is refused by its file', () => {
    expect(messageOf(() => readStage(folder, 'other'))).toMatch(
      /stages\/other\.json cannot be read: there is no such file$/,
    );
    writeFileSync(join(folder, 'stages', 'broken.json'), '{');
    expect(messageOf(() => readStage(folder, 'broken'))).toContain(
      'stages/broken.json cannot be read: it is no JSON',
    );
  });
});

describe('an account', () => {
  test('that is complete is taken', () => {
    expect(accountFrom(accountFile)).toEqual(accountFile);
  });

  test.each(Object.keys(accountFile))('without %s is refused by that name', (name) => {
    const { [name]: _, ...rest }: Record<string, unknown> = accountFile;
    expect(messageOf(() => accountFrom(rest))).toMatch(new RegExp(`account\\.json .*\\b${name}: `));
  });

  test.each<[string, unknown]>([
    ['alarmEmail', 'nobody'],
    ['monthlySpendLimitUsd', 0],
    ['monthlySpendLimitUsd', 1.5],
    ['monthlySpendLimitUsd', '50'],
    ['deliveryLogDays', 2],
  ])('with a wrong %s is refused by that name: %j', (name, value) => {
    const says = messageOf(() => accountFrom({ ...accountFile, [name]: value }));
    expect(says).toMatch(new RegExp(`account\\.json .*\\b${name}: `));
  });
});

describe('what is shipped', () => {
  test('is valid: the account, and each stage there is a file for', () => {
    expect(readAccount(infraFolder).monthlySpendLimitUsd).toBeGreaterThan(0);
    const names = readdirSync(join(infraFolder, 'stages')).map((file) => basename(file, '.json'));
    expect(names.sort()).toEqual(['dev', 'prod']);
    for (const name of names) expect(readStage(infraFolder, name).stage).toBe(name);
  });

  test('keeps data in prod, and only there', () => {
    expect(readStage(infraFolder, 'prod')).toMatchObject({ keepsData: true, recoveryDays: 35 });
    expect(readStage(infraFolder, 'dev').keepsData).toBe(false);
  });

  test('says nothing of one account or one region', () => {
    const files = ['cdk.json', ...listFiles(projectFolder, 'infra')];
    expect(files.length).toBeGreaterThan(30);
    const account = /(?<![\d.-])\d{12}(?!\d)/;
    const region = /\b(af|ap|ca|cn|eu|il|me|mx|sa|us)(-gov)?-(central|(north|south)?(east|west)?)-\d\b/;
    expect('arn:aws:sns:us-east-1:111122223333:x').toMatch(account);
    expect('arn:aws:sns:us-east-1:111122223333:x').toMatch(region);
    for (const path of files) {
      const text = readFileSync(join(projectFolder, path), 'utf8');
      expect(account.exec(text)?.[0], path).toBeUndefined();
      expect(region.exec(text)?.[0], path).toBeUndefined();
    }
  });
});
