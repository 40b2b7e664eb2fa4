/** `npm run clinic` against a running stack: a second clinic that takes bookings, changed settings, rotated secrets, and what is refused. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, onTestFinished, test } from 'vitest';
import { secretsManagerClient } from '../../functions/adapters/clients.ts';
import { changeClinic } from '../../functions/workflow/change-clinic.ts';
import { calComBody } from '../../local/demo/bodies.ts';
import { runSend } from '../../local/send/command.ts';
import { signHeaders } from '../../local/send/sign.ts';
import { addClinic } from '../../operations/clinic/add.ts';
import { clinicCommand } from '../../operations/clinic/command.ts';
import type { OpenClinics } from '../../operations/clinic/open-clinics.ts';
import { newSecretValue } from '../../operations/clinic/secret-value.ts';
import { setClinic } from '../../operations/clinic/set.ts';
import { openStaffTopics } from '../../operations/clinic/staff-topics.ts';
import { openVault } from '../../operations/clinic/vault.ts';
import { runCommand } from '../../operations/command-line.ts';
import { openBookings } from '../../operations/open-bookings.ts';
import { openStage } from '../../operations/stage.ts';
import { type Item, keys } from '../../shared/store/item.ts';
import { instant, temporaryFolder } from '../local/harness.ts';
import { type RunningStack, runStack } from './running-stack.ts';

const start = '2026-11-02T15:00:00.000Z';
const phone = '+12125550171';
const rosePairs = [
  'id=rose',
  'brand=Rose Clinic',
  'phone=+1 212 555 0111',
  'place=1 Example Road',
  'zone=America/Chicago',
  'smsNumber=+12125550150',
  'services.cal-com.microneedling=microneedling',
];

interface Ended {
  code: number;
  out: string;
  err: string;
}

async function clinic(stack: RunningStack, ...args: string[]): Promise<Ended> {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { print: (line: string) => out.push(line), complain: (line: string) => err.push(line) };
  const code = await runCommand(clinicCommand, [...args, '--stage', 'local', '--url', stack.url], io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

function visit(uid: string) {
  const at = instant(start);
  return { uid, at, startAt: instant('2026-12-01T20:00:00Z'), name: 'Nadia Brook', phone };
}

/** The answer's status for a booking that is signed with the secret. */
async function deliver(stack: RunningStack, uid: string, secret: string): Promise<number> {
  const body = JSON.stringify(calComBody('BOOKING_CREATED', visit(uid)));
  const headers = signHeaders('cal-com', body, secret, stack.now());
  const url = `${stack.url}/v1/clinics/rose/webhooks/cal-com`;
  return (await fetch(url, { method: 'POST', headers, body })).status;
}

function secretIn({ out }: Ended): string {
  return /^ {2}secret +(\S+)$/m.exec(out)?.[1] ?? '';
}

/** What a verb works with, for the tests that come between its steps. */
async function openClinics(stack: RunningStack): Promise<OpenClinics & { said: string[] }> {
  const stage = await openStage({ stage: 'local', url: stack.url });
  const bookings = openBookings(stage, stage.names.table);
  const vault = openVault(stage);
  const topics = openStaffTopics(stage);
  onTestFinished(() => {
    bookings.close();
    vault.close();
    topics.close();
  });
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  return { stage, deps: bookings.deps, vault, topics, print: say, complain: say, said };
}

describe('add', () => {
  test('makes a clinic whose signed webhook is decided on at once', async () => {
    const stack = await runStack(start);
    const added = await clinic(stack, 'add', ...rosePairs);
    expect([added.code, added.err]).toEqual([0, '']);
    expect(added.out).toContain(`  address    ${stack.url}/v1/clinics/rose/webhooks/cal-com`);
    expect(added.out).toContain(`read it with: curl ${stack.url}/local/secrets`);

    const folder = temporaryFolder();
    const file = join(folder, 'created.json');
    writeFileSync(file, JSON.stringify(calComBody('BOOKING_CREATED', visit('rose6'))));
    const printed: string[] = [];
    const say = (line: string) => printed.push(line);
    const args = ['--platform', 'cal-com', '--clinic', 'rose', '--url', stack.url, file];
    const io = { print: say, complain: say, secretsFile: join(folder, 'none.json') };
    expect(await runSend(args, io)).toBe(0);
    expect(JSON.parse(printed[1] ?? '')).toMatchObject({
      status: 'processed',
      decision: 'allowed',
    });
    const listed = await clinic(stack, 'list');
    expect(listed.out.split('\n').map((line) => line.split(/ +/).slice(0, 3))).toEqual([
      ['demo', 'active', 'America/New_York'],
      ['other', 'active', 'America/New_York'],
      ['rose', 'active', 'America/Chicago'],
    ]);
  });

  test('takes a file, and shows settings that it takes again; a secret only where asked for', async () => {
    const stack = await runStack(start);
    const file = join(temporaryFolder(), 'rose.json');
    const settings = { questionNames: { 'When was your last Botox?': 'last-botox' }, language: 'es' };
    writeFileSync(file, JSON.stringify(settings));
    const added = await clinic(stack, 'add', file, ...rosePairs, 'language=en', '--print-secrets');
    const secret = secretIn(added);
    expect(await deliver(stack, 'a1', secret)).toBe(200);

    const shown = await clinic(stack, 'show', 'rose');

    expect(shown.out).not.toContain(secret);
    expect(shown.out).toContain('1 active secret, since 2026-11-02 15:00:0');
    const pairs = shown.out.split('\n').filter((line) => /^[a-z][A-Za-z]*(\..+)?=/.test(line));
    expect(pairs).toEqual(
      expect.arrayContaining([
        ...rosePairs,
        'questionNames.When was your last Botox?=last-botox',
        'language=en',
      ]),
    );
    expect(await clinic(stack, 'set', 'rose', ...pairs)).toEqual({
      code: 0,
      out: 'Nothing to change: the clinic has these settings.',
      err: '',
    });
  });

  test('refuses an id and a number that exist, and a policy that does not', async () => {
    const stack = await runStack(start);
    const twice = await clinic(stack, 'add', ...rosePairs, 'id=demo', 'smsNumber=+12125550190');
    expect([twice.code, twice.out]).toEqual([1, '']);
    expect(twice.err).toBe('id: the clinic "demo" exists; "set" changes it.');
    const taken = await clinic(stack, 'add', ...rosePairs, 'smsNumber=+12125550190', 'policies.botox=2');
    expect(taken.err.split('\n')).toEqual([
      "smsNumber: +12125550190 is another clinic's number.",
      'policies.botox: there is no version 2 of it.',
    ]);
    expect((await clinic(stack, 'show', 'rose')).err).toBe('The stage local has no clinic "rose".');
    expect(Object.keys((await stack.get('/local/secrets')).body)).toEqual(['demo', 'other']);
  });

  test.each([
    ['after the secret', 'number'],
    ['after the number', 'clinic'],
  ] as const)('interrupted %s, is run again and keeps the secret that was made', async (_, stopsAt) => {
    const stack = await runStack(start);
    const open = await openClinics(stack);
    const { store } = open.deps;
    async function put(item: Item, seen: number | 'absent') {
      if (item.type === stopsAt) throw new Error('interrupted');
      return store.put(item, seen);
    }
    const options = { verb: 'add', stage: { stage: 'local' }, file: undefined, pairs: rosePairs } as const;
    const torn = { ...open, deps: { ...open.deps, store: { ...store, put } } };
    await expect(addClinic({ ...options, printSecrets: false, notify: [] }, torn)).rejects.toThrow(
      'interrupted',
    );
    const made = await open.vault.read('rose');
    expect((await clinic(stack, 'list')).out).toMatch(/^rose +has a secret and no settings/m);

    const again = await clinic(stack, 'add', ...rosePairs, '--print-secrets');

    expect(again.code).toBe(0);
    expect((await open.vault.read('rose'))?.value).toEqual(made?.value);
    expect(await deliver(stack, 'a1', secretIn(again))).toBe(200);
  });
});

describe('set', () => {
  test('moves the times that the texts of an open booking state', async () => {
    const stack = await runStack(start);
    expect((await stack.post('cal-com', calComBody('BOOKING_CREATED', visit('rose6')))).status).toBe(200);
    await stack.moveTo('2026-11-03T15:00:00Z');
    const changed = await clinic(stack, 'set', 'demo', 'zone=America/Chicago');
    expect(changed.out).toMatch(/^- zone=America\/New_York\n\+ zone=America\/Chicago\nIts open bookings/);
    await stack.moveTo('2026-12-01T19:00:00Z');
    const morning = (await stack.texts(phone)).find(({ milestone }) => milestone === 'morning-of');
    expect(morning?.body).toContain('See you today at 2:00 PM');
  });

  test('pauses a clinic, takes a new number, and says what is missing for a new platform', async () => {
    const stack = await runStack(start);
    await clinic(stack, 'add', ...rosePairs);
    const args = ['status=paused', 'smsNumber=+12125550151', 'services.standard.peel=peel'];
    const changed = await clinic(stack, 'set', 'rose', ...args);
    expect(changed.code).toBe(0);
    expect(changed.out).toContain('No policy decides on peel');
    expect(changed.out).toContain('standard has no secret yet: npm run clinic -- rotate-secret rose');
    const shown = await clinic(stack, 'show', 'rose');
    for (const pair of [...args, 'services.cal-com.microneedling=microneedling']) {
      expect(shown.out).toContain(pair);
    }
    expect(shown.out).toContain('no secret: every delivery is refused');
    expect((await clinic(stack, 'rotate-secret', 'rose', '--platform', 'standard')).out).toContain('whsec_');
  });

  test.each([
    ['zone=Chicago', 'zone: expected an IANA time zone such as America/New_York.'],
    ['id=lily', 'id: expected no other id: it never changes.'],
    ['smsNumber=+12125550190', "smsNumber: expected a number that is not another clinic's."],
    ['policies.botox=2', 'policies.botox: expected a published version.'],
    ['services.vagaro.a=botox', 'services.vagaro: expected a platform: standard, cal-com.'],
    ['status=restoring', 'status: a restore begins and ends by its own command: npm run restore.'],
  ])('refuses %s and changes nothing', async (pair, line) => {
    const stack = await runStack(start);
    await clinic(stack, 'add', ...rosePairs);
    const before = (await clinic(stack, 'show', 'rose')).out;
    expect(await clinic(stack, 'set', 'rose', 'brand=Lily', pair)).toEqual({ code: 1, out: '', err: line });
    expect((await clinic(stack, 'show', 'rose')).out).toBe(before);
  });

  test('takes nothing back that somebody else changed meanwhile', async () => {
    const stack = await runStack(start);
    await clinic(stack, 'add', ...rosePairs);
    const open = await openClinics(stack);
    const { store } = open.deps;
    let looks = 0;
    async function get(keys: readonly string[]) {
      const items = await store.get(keys);
      looks += 1;
      // Right after the command read what it changes.
      if (looks === 1) {
        const services = { 'cal-com': { microneedling: 'microneedling', toxin: 'botox' } };
        await changeClinic(open.deps, 'rose', { settings: { services } });
      }
      return items;
    }
    const pairs = ['services.cal-com.peel=peel'];
    const options = { verb: 'set', stage: { stage: 'local' }, id: 'rose', file: undefined, pairs } as const;

    const code = await setClinic(options, { ...open, deps: { ...open.deps, store: { ...store, get } } });

    expect([code, open.said]).toEqual([1, [expect.stringContaining('Somebody else changed the clinic')]]);
    expect((await clinic(stack, 'show', 'rose')).out).toContain('services.cal-com.toxin=botox');
  });
});

describe('notices', () => {
  const desk = 'front-desk@rose.example';
  const lead = 'lead@rose.example';

  test('of a new clinic reach who was named, of the kinds that each asked for, and the digest comes', async () => {
    const stack = await runStack(start);
    const named = ['--notify', desk, '--notify', `${lead}:client-not-told`];
    const added = await clinic(
      stack,
      'add',
      ...rosePairs,
      'consent.cal-com=paper',
      '--print-secrets',
      ...named,
    );
    expect(added.out).toContain(`${desk}: reads at ${stack.url}/local/inbox.`);
    // After the clinic's last allowed minute, for an early morning: nobody can be told by text.
    await stack.moveTo('2026-11-03T04:00:00Z');
    const early = {
      ...visit('a1'),
      at: instant('2026-11-03T04:00:00Z'),
      startAt: instant('2026-11-03T13:30:00Z'),
    };
    const body = JSON.stringify(calComBody('BOOKING_CREATED', early));
    const headers = signHeaders('cal-com', body, secretIn(added), stack.now());
    await fetch(`${stack.url}/v1/clinics/rose/webhooks/cal-com`, { method: 'POST', headers, body });
    await stack.moveTo('2026-11-03T13:01:00Z');

    const notices = (await stack.list('/local/notices')).filter((notice) => notice.clinic === 'rose');
    const reached = Object.fromEntries(notices.map(({ kind, to }) => [kind, to]));
    expect(reached).toMatchObject({ 'client-not-told': [desk, lead], 'daily-digest': [desk] });
    expect(new Set(notices.map(({ topic }) => topic))).toEqual(new Set(['booking-gate-local-notices-rose']));
  });

  test('are subscribed to, changed and ended later, and listed each time', async () => {
    const stack = await runStack(start);
    await clinic(stack, 'add', ...rosePairs);
    expect((await clinic(stack, 'notices', 'rose')).out).toBe(
      'Nobody is told what happens at rose by e-mail: npm run clinic -- notices rose --notify ADDRESS',
    );
    await clinic(stack, 'notices', 'rose', '--notify', desk, '--notify', lead);
    const changed = await clinic(stack, 'notices', 'rose', '--notify', `${lead}:daily-digest,held-soon`);
    expect(changed.out.split('\n')).toEqual([
      `${lead}: daily-digest, held-soon from now on.`,
      `${desk}  everything`,
      `${lead.padEnd(desk.length)}  daily-digest, held-soon`,
    ]);
    const ended = await clinic(stack, 'notices', 'rose', '--unsubscribe', desk, '--notify', lead);
    expect(ended.out.split('\n')).toEqual([
      `${lead}: everything from now on.`,
      `${desk}: is told no more.`,
      `${lead}  everything`,
    ]);
    const twice = await clinic(stack, 'notices', 'rose', '--unsubscribe', desk);
    expect([twice.code, twice.err]).toEqual([
      1,
      `--unsubscribe: ${desk} reads nothing of the clinic "rose".`,
    ]);
  });

  test('get a clinic from before there were any its topic and its digest', async () => {
    const stack = await runStack(start);
    const { deps } = await openClinics(stack);
    const [demo] = await deps.store.get([keys.clinic('demo')]);
    if (demo?.type !== 'clinic') throw new Error('the demo clinic is gone');
    await deps.store.put({ ...demo, id: 'old', version: 1 }, 'absent');
    const said = await clinic(stack, 'notices', 'old', '--notify', 'desk@old.example');
    expect([said.code, said.err]).toEqual([0, '']);
    const [job] = await deps.store.get([keys.job('old', 'digest')]);
    expect(job).toMatchObject({ dueAt: instant('2026-11-03T12:00:00Z') });
  });
});

describe('rotate-secret', () => {
  test('lets old and new count, and after --retire-old only the new one', async () => {
    const stack = await runStack(start);
    const old = secretIn(await clinic(stack, 'add', ...rosePairs, '--print-secrets'));
    expect(await deliver(stack, 'a1', old)).toBe(200);
    const rotated = await clinic(stack, 'rotate-secret', 'rose', '--platform', 'cal-com');
    const fresh = secretIn(rotated);
    expect(rotated.out).toContain('put the new one in from 2026-11-02 15:05:0');
    const early = await clinic(stack, 'rotate-secret', 'rose', '--platform', 'cal-com', '--retire-old');
    expect([early.code, early.err]).toEqual([1, expect.stringContaining('is not known to every function')]);

    await stack.moveTo('2026-11-02T15:06:00Z');
    expect([await deliver(stack, 'a2', old), await deliver(stack, 'a3', fresh)]).toEqual([200, 200]);

    const retired = await clinic(stack, 'rotate-secret', 'rose', '--platform', 'cal-com', '--retire-old');
    expect([retired.code, retired.err]).toEqual([0, '']);
    await stack.moveTo('2026-11-02T15:12:00Z');
    expect([await deliver(stack, 'a4', old), await deliver(stack, 'a5', fresh)]).toEqual([401, 200]);
    const again = await clinic(stack, 'rotate-secret', 'rose', '--platform', 'cal-com', '--retire-old');
    expect([again.code, again.out]).toEqual([0, 'cal-com has no older secret: nothing to retire.']);
  });

  test('never touches the client key, by which the clinic knows its clients', async () => {
    const stack = await runStack(start);
    const { vault } = await openClinics(stack);
    const before = await vault.read('demo');
    await clinic(stack, 'rotate-secret', 'demo', '--platform', 'cal-com');
    const after = await vault.read('demo');
    expect(after?.value.clientKey).toBe(before?.value.clientKey);
    expect(after?.value.platforms['cal-com']).toHaveLength(2);
  });

  test('tells when somebody else changed the secret at the same time', async () => {
    const stack = await runStack(start);
    const { vault } = await openClinics(stack);
    await vault.create('lily', newSecretValue());
    const seen = await vault.read('lily');
    if (seen === undefined) throw new Error('the secret is not there');
    expect(await vault.replace('lily', newSecretValue(), seen)).toBe('replaced');
    expect(await vault.replace('lily', newSecretValue(), seen)).toBe('lost');
  });

  test.each([
    ['lily', 'cal-com', 'The stage local has no clinic "lily".'],
    ['rose', 'standard', 'The clinic "rose" is not connected to "standard", but to cal-com.'],
    ['rose', 'toString', 'The clinic "rose" is not connected to "toString", but to cal-com.'],
  ])('refuses %s %s', async (id, platform, line) => {
    const stack = await runStack(start);
    await clinic(stack, 'add', ...rosePairs);
    const ended = await clinic(stack, 'rotate-secret', id, '--platform', platform);
    expect(ended).toEqual({ code: 1, out: '', err: line });
  });

  test('ends where there is no room for another secret', async () => {
    const stack = await runStack(start);
    const rotations: number[] = [];
    for (let count = 0; count < 4; count += 1) {
      rotations.push((await clinic(stack, 'rotate-secret', 'demo', '--platform', 'standard')).code);
    }
    expect(rotations).toEqual([0, 0, 0, 1]);
  });
});

test('What is stored is a secret of the stage’s own name, and holds what the functions read', async () => {
  const stack = await runStack(start);
  await clinic(stack, 'add', ...rosePairs);
  const { stage } = await openClinics(stack);
  const client = secretsManagerClient(stage.settingsOf('secretsManager'));
  onTestFinished(() => client.destroy());
  const asked = new GetSecretValueCommand({ SecretId: 'booking-gate/local/clinics/rose' });
  const { SecretString = '' } = await client.send(asked);
  expect(Object.keys(JSON.parse(SecretString)).sort()).toEqual(['clientKey', 'platforms', 'since']);
});

test('A stack that does not run is said, not thrown', async () => {
  const err: string[] = [];
  const io = { print: () => undefined, complain: (line: string) => err.push(line) };
  const args = ['list', '--stage', 'local', '--url', 'http://127.0.0.1:1'];
  expect(await runCommand(clinicCommand, args, io)).toBe(1);
  expect(err).toEqual([expect.stringContaining('Start the stack with "npm start"')]);
});
