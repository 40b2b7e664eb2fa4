/** Access of a clinic's people, given, changed and taken away, on a Cognito of this machine. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { runCommand } from '../../../operations/command-line.ts';
import { runVerb } from '../../../operations/staff/command.ts';
import { openDirectory } from '../../../operations/staff/directory.ts';
import { parseOptions, usage } from '../../../operations/staff/options.ts';
import { resourceNames } from '../../../shared/deployment/resource-names.ts';
import { type Cognito, startCognito } from './cognito.ts';

interface Ended {
  code: number;
  out: string;
  err: string;
}

async function cognito(): Promise<Cognito> {
  const started = await startCognito();
  onTestFinished(started.stop);
  return started;
}

/** The command as it is run, but that the stage is the test's. */
async function staff(pool: Cognito, line: string): Promise<Ended> {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { print: (said: string) => out.push(said), complain: (said: string) => err.push(said) };
  const settings = {
    region: 'us-east-1',
    endpoint: pool.endpoint,
    credentials: { accessKeyId: 'madeup', secretAccessKey: 'madeup' },
  };
  const command = {
    name: 'staff',
    usage,
    parse: parseOptions,
    async run(options: Parameters<typeof runVerb>[0]) {
      const directory = await openDirectory({
        stage: 'dev',
        names: resourceNames('dev'),
        partition: 'aws',
        account: '111122223333',
        region: 'us-east-1',
        clock: { now: () => 0 },
        settingsOf: () => settings,
      });
      const hasClinic = async (id: string) => id === 'rose' || id === 'lily';
      return runVerb(options, { ...io, directory, hasClinic }).finally(directory.close);
    },
  };
  const code = await runCommand(command, `${line} --stage dev`.split(' '), io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const mara = '--clinic rose --username mara';
const addMara = `add ${mara} --email mara@rose.example --role manager`;

function groupsOf(pool: Cognito, name: string): string[] {
  return [...pool.groups].flatMap(([group, names]) => (names.has(name) ? [group] : []));
}

function signsIn(pool: Cognito, name: string, factors: string[] = []): void {
  Object.assign(pool.users.get(name) ?? {}, { status: 'CONFIRMED', factors });
}

describe('add', () => {
  test('invites by e-mail and puts into exactly one group, which it makes', async () => {
    const pool = await cognito();
    const added = await staff(pool, addMara);
    expect(added).toEqual({
      code: 0,
      out: 'mara is manager of rose: AWS wrote to mara@rose.example, with a password for the first time.',
      err: '',
    });
    expect([pool.mails, groupsOf(pool, 'mara')]).toEqual([['mara@rose.example'], ['rose.manager']]);
  });

  test('writes once more to who has not come yet, and nothing to who has', async () => {
    const pool = await cognito();
    await staff(pool, addMara);
    expect((await staff(pool, addMara)).out).toBe(
      'mara is manager of rose: AWS wrote to mara@rose.example once more.',
    );
    signsIn(pool, 'mara');
    expect((await staff(pool, addMara)).out).toBe('mara is manager of rose.');
    expect(pool.mails).toHaveLength(2);
  });

  test('that broke off leaves nobody let in, and can be run again', async () => {
    const pool = await cognito();
    pool.failsAfter = 'AdminCreateUser';
    expect((await staff(pool, addMara)).code).toBe(1);
    expect(groupsOf(pool, 'mara')).toEqual([]);
    expect((await staff(pool, addMara)).code).toBe(0);
    expect(groupsOf(pool, 'mara')).toEqual(['rose.manager']);
  });

  test.each([
    [
      '--clinic rosa --username mara --email a@b.example --role viewer',
      '--clinic: the stage has no clinic "rosa".',
    ],
    [
      `${mara} --email mara@rose.example --role viewer`,
      '--role: mara is manager of rose; npm run staff -- role',
    ],
    [`${mara} --email other@rose.example --role manager`, '--email: mara is known with another address'],
    [
      '--clinic lily --username mara --email mara@rose.example --role viewer',
      '--username: mara is manager of rose, and a person works at one clinic',
    ],
    [
      '--clinic rose --username max --email mara@rose.example --role viewer',
      '--email: somebody else signs in with mara@rose.example.',
    ],
  ])('refuses add %s, and names the option', async (line, says) => {
    const pool = await cognito();
    await staff(pool, addMara);
    const refused = await staff(pool, `add ${line}`);
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err.startsWith(says)).toBe(true);
    expect([groupsOf(pool, 'mara'), pool.users.size, pool.mails]).toEqual([
      ['rose.manager'],
      1,
      ['mara@rose.example'],
    ]);
  });
});

describe('list', () => {
  test('shows who has access, most first, and how far each is', async () => {
    const pool = await cognito();
    expect((await staff(pool, 'list --clinic rose')).out).toBe('Nobody has access to rose.');
    await staff(pool, addMara);
    await staff(pool, 'add --clinic rose --username bo --email bo@rose.example --role manager');
    await staff(pool, 'add --clinic rose --username clea --email clea@rose.example --role clinician');
    await staff(pool, 'add --clinic lily --username lou --email lou@lily.example --role viewer');
    signsIn(pool, 'bo');
    signsIn(pool, 'clea', ['SOFTWARE_TOKEN_MFA']);
    expect((await staff(pool, 'list --clinic rose')).out.split('\n')).toEqual([
      'clea  clinician  active, second factor  clea@rose.example',
      'bo    manager    active                 bo@rose.example',
      'mara  manager    invited                mara@rose.example',
    ]);
  });
});

describe('role', () => {
  test('moves somebody to exactly one other group, and ends what is open', async () => {
    const pool = await cognito();
    await staff(pool, addMara);
    const changed = await staff(pool, `role ${mara} --role clinician`);
    expect(changed.out).toMatch(/^mara is clinician of rose, from the next sign-in on/);
    expect([groupsOf(pool, 'mara'), pool.signedOut]).toEqual([['rose.clinician'], ['mara']]);
    expect((await staff(pool, `role ${mara} --role clinician`)).out).toBe(
      'mara is clinician of rose already.',
    );
  });

  test('that broke off in between is mended by running it again', async () => {
    const pool = await cognito();
    await staff(pool, addMara);
    pool.failsAfter = 'AdminAddUserToGroup';
    expect((await staff(pool, `role ${mara} --role viewer`)).code).toBe(1);
    expect(groupsOf(pool, 'mara')).toEqual(['rose.manager', 'rose.viewer']);
    expect((await staff(pool, 'list --clinic rose')).out).toContain('in two groups: set the role again');
    await staff(pool, `role ${mara} --role viewer`);
    expect(groupsOf(pool, 'mara')).toEqual(['rose.viewer']);
  });

  test('is refused for who does not work there', async () => {
    const pool = await cognito();
    await staff(pool, addMara);
    for (const line of ['--clinic lily --username mara', '--clinic rose --username nobody']) {
      const { code, err } = await staff(pool, `role ${line} --role viewer`);
      expect([code, err.startsWith('--username: ')]).toEqual([1, true]);
    }
    expect(groupsOf(pool, 'mara')).toEqual(['rose.manager']);
  });
});

describe('remove', () => {
  test('lets nobody in under the name any more, and keeps the name', async () => {
    const pool = await cognito();
    await staff(pool, addMara);
    const removed = await staff(pool, `remove ${mara}`);
    expect(removed.out.split('\n')).toEqual([
      'mara has no access any more: what is open now ends within minutes.',
      "If mara@rose.example reads the clinic's notices: npm run clinic -- notices rose --unsubscribe mara@rose.example",
    ]);
    expect([groupsOf(pool, 'mara'), pool.users.get('mara')?.enabled]).toEqual([[], false]);
  });

  test('that breaks off first makes sure that nobody signs in', async () => {
    const pool = await cognito();
    await staff(pool, addMara);
    pool.failsAfter = 'AdminDisableUser';
    expect((await staff(pool, `remove ${mara}`)).code).toBe(1);
    expect(pool.users.get('mara')?.enabled).toBe(false);
    expect((await staff(pool, 'list --clinic rose')).out).toContain('put out');
    expect((await staff(pool, `remove ${mara}`)).code).toBe(0);
    expect(groupsOf(pool, 'mara')).toEqual([]);
  });

  test('can be taken back by add', async () => {
    const pool = await cognito();
    await staff(pool, addMara);
    signsIn(pool, 'mara');
    await staff(pool, `remove ${mara}`);
    expect((await staff(pool, addMara)).out).toBe('mara is manager of rose.');
    expect([groupsOf(pool, 'mara'), pool.users.get('mara')?.enabled]).toEqual([['rose.manager'], true]);
  });

  test('with --forget deletes the sign-in, second factor and all', async () => {
    const pool = await cognito();
    await staff(pool, addMara);
    await staff(pool, `remove ${mara}`);
    expect((await staff(pool, `remove ${mara} --forget`)).code).toBe(0);
    expect(pool.users.has('mara')).toBe(false);
  });

  test('is refused by the option that is wrong', async () => {
    const pool = await cognito();
    await staff(pool, addMara);
    expect((await staff(pool, 'remove --clinic lily --username mara')).err).toBe(
      '--clinic: mara is manager of rose, not of lily.',
    );
    expect((await staff(pool, 'remove --clinic rose --username max')).err).toBe(
      '--username: there is no max.',
    );
    expect(pool.users.get('mara')?.enabled).toBe(true);
  });
});

describe('the user pool', () => {
  test('is found by its name among all, and is needed', async () => {
    const pool = await cognito();
    pool.pools.delete('us-east-1_own');
    expect((await staff(pool, addMara)).err).toBe(
      'There is no user pool booking-gate-dev-staff. Is the stage deployed?',
    );
    pool.pools.set('us-east-1_own', 'booking-gate-dev-staff').set('us-east-1_two', 'booking-gate-dev-staff');
    expect((await staff(pool, addMara)).err).toBe(
      "There are 2 user pools called booking-gate-dev-staff: keep the stage's own.",
    );
  });
});

describe('a line is wrong', () => {
  const stage = '--stage dev';
  test.each([
    ['', 'Say what to do: add, list, role, remove.'],
    ['invite --stage dev', 'Say what to do:'],
    ['list --clinic rose', 'Say which --stage'],
    [
      'list --clinic rose --stage local',
      '--stage: the people of the stack on this machine are made up and fixed',
    ],
    [`list mara --clinic rose ${stage}`, 'list takes nothing but options.'],
    [`list ${stage}`, '--clinic: expected the id of a clinic'],
    [`list --clinic Rose ${stage}`, '--clinic: expected the id of a clinic'],
    [`list ${mara} ${stage}`, '--username is not for list.'],
    [`role ${mara} --forget --role viewer ${stage}`, '--forget is not for role.'],
    [`add --clinic rose --username m@rose.example --role viewer ${stage}`, '--username: expected 2 to 40'],
    [`add ${mara} --email mara@rose.example ${stage}`, '--role: expected viewer, manager, clinician.'],
    [`add ${mara} --email mara@rose.example --role owner ${stage}`, '--role: expected viewer,'],
    [`add ${mara} --role viewer ${stage}`, '--email: expected an e-mail address'],
    [`add ${mara} --mail x ${stage}`, '--mail: there is no such option.'],
  ])('"%s"', (line, says) => {
    const parsed = parseOptions(line.split(' ').filter((word) => word !== ''));
    expect(parsed.ask === 'wrong' ? parsed.reason : parsed.ask).toContain(says);
  });

  test('--help names every verb and option', () => {
    expect(parseOptions(['--help'])).toEqual({ ask: 'help' });
    for (const word of ['add', 'list', 'role', 'remove', '--clinic', '--username', '--email', '--forget']) {
      expect(usage).toContain(word);
    }
  });
});
