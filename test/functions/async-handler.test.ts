/** What a function that nobody waits for leaves behind when it fails: Lambda writes down all of what it throws. */
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest';
import { asyncHandler } from '../../functions/async-handler.ts';
import { StoreUnavailableError } from '../../functions/errors.ts';
import { asLambdaWrites, personalErrors, planted } from './thrown.ts';

let logged: MockInstance<typeof console.error>;

beforeEach(() => {
  logged = vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function failWith(error: unknown): Promise<{ thrown: unknown; line: string }> {
  const handler = asyncHandler(() => Promise.reject(error));
  const thrown = await handler({}).catch((one: unknown) => one);
  expect(logged).toHaveBeenCalledOnce();
  return { thrown, line: String(logged.mock.calls[0]?.[0]) };
}

test('what goes well is answered as it is', async () => {
  expect(await asyncHandler(async (event: number) => event + 1)(1)).toBe(2);
  expect(logged).not.toHaveBeenCalled();
});

describe('an error that carries a person', () => {
  test.each(personalErrors)('%s is thrown on and logged without them', async (_where, make) => {
    const { thrown, line } = await failWith(make());
    expect(thrown).toBeInstanceOf(Error);
    for (const word of planted) {
      expect(line).not.toContain(word);
      expect(asLambdaWrites(thrown)).not.toContain(word);
    }
  });

  test.each(personalErrors)('%s would be written down by Lambda as it is', (_where, make) => {
    const whole = [make()].flatMap((one) => (one instanceof Error ? [one, one.cause] : [one]));
    expect(whole.map(asLambdaWrites).join('')).toMatch(new RegExp(planted.join('|')));
  });
});

test('an error is known by its name, its causes and its places', async () => {
  const cause = Object.assign(new Error('no'), { name: 'ThrottlingException' });
  const { thrown, line } = await failWith(new StoreUnavailableError({ operation: 'put' }, cause));
  expect(thrown).toMatchObject({
    name: 'StoreUnavailableError',
    message: 'the invocation failed: StoreUnavailableError, caused by ThrottlingException',
  });
  expect(JSON.parse(line)).toEqual({
    level: 'error',
    event: 'invocation-failed',
    errors: ['StoreUnavailableError', 'ThrottlingException'],
    places: expect.arrayContaining([expect.stringContaining('async-handler.test.ts:')]),
  });
});
