/** How every command of the operator ends: what it says, and with which exit code. */
import { describe, expect, test } from 'vitest';
import { StoreUnavailableError } from '../../functions/errors.ts';
import { type Command, runCommand, stageAskedIn } from '../../operations/command-line.ts';
import { StageError } from '../../operations/stage.ts';

async function end(command: Partial<Command<string>>) {
  const [printed, complained]: [string[], string[]] = [[], []];
  const whole: Command<string> = {
    name: 'try',
    usage: 'how to use it',
    parse: () => ({ ask: 'run', options: 'given' }),
    run: async (options, io) => {
      io.print(options);
      return 0;
    },
    ...command,
  };
  const io = {
    print: (line: string) => printed.push(line),
    complain: (line: string) => complained.push(line),
  };
  return { code: await runCommand(whole, [], io), printed, complained };
}

function failing(error: unknown): Partial<Command<string>> {
  return { run: () => Promise.reject(error) };
}

const denied = Object.assign(new Error('User is not authorized'), {
  name: 'AccessDeniedException',
  $metadata: { httpStatusCode: 400 },
});

describe('a command', () => {
  test('runs with its options and ends as it says', async () => {
    expect(await end({})).toEqual({ code: 0, printed: ['given'], complained: [] });
    expect((await end({ run: async () => 1 })).code).toBe(1);
  });

  test('explains itself', async () => {
    const helped = await end({ parse: () => ({ ask: 'help' }) });
    expect(helped).toEqual({ code: 0, printed: ['how to use it'], complained: [] });
  });

  test('says what is wrong with its line, and where to look', async () => {
    const wrong = await end({ parse: () => ({ ask: 'wrong', reason: 'No.' }) });
    expect(wrong).toEqual({ code: 1, printed: [], complained: ['No.', 'See: npm run try -- --help'] });
  });

  test.each([
    [new StageError('No stage.'), 'No stage.'],
    [denied, 'A call to AWS failed with AccessDeniedException: User is not authorized'],
    [
      Object.assign(new Error('Function not found: f'), { name: 'ResourceNotFoundException', $metadata: {} }),
      'A call to AWS failed with ResourceNotFoundException: Function not found: f. Is the stage deployed in this account and region?',
    ],
    [
      new StoreUnavailableError({ operation: 'put' }, denied),
      'A call to AWS failed with AccessDeniedException: User is not authorized',
    ],
    [
      new StoreUnavailableError({ operation: 'put', code: 'Throttled' }),
      'the store is unavailable: put (Throttled).',
    ],
  ])('says what stopped it: %s', async (error, line) => {
    expect(await end(failing(error))).toEqual({ code: 1, printed: [], complained: [line] });
  });

  test('hides no bug', async () => {
    await expect(end(failing(new TypeError('a bug')))).rejects.toThrow('a bug');
  });
});

test('A stage is asked for by name, never guessed', () => {
  expect(stageAskedIn({ region: 'us-east-1' })).toBeUndefined();
  expect(stageAskedIn({ stage: 'dev', region: undefined })).toEqual({ stage: 'dev' });
  const url = 'http://localhost:4000';
  expect(stageAskedIn({ stage: 'local', url })).toEqual({ stage: 'local', url });
});
