/** What a thrown error is answered and logged as. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { SecretsUnavailableError, StoreUnavailableError } from '../../functions/errors.ts';
import { respondToError } from '../../functions/http/errors.ts';

const secretText = 'phone +1 212 555 0147 answered yes';

function logged(): string {
  return vi
    .mocked(console.error)
    .mock.calls.map((line) => line.join(' '))
    .join('\n');
}

describe('a thrown error', () => {
  afterEach(() => vi.restoreAllMocks());

  test.each([
    ['the store', new StoreUnavailableError({ operation: 'put' }, new Error(secretText))],
    ['the store of secrets', new SecretsUnavailableError({ operation: 'get' })],
  ])('of %s out of reach is a 503 that says when to come back', (_what, error) => {
    vi.spyOn(console, 'error').mockReturnValue();

    const answer = respondToError(error);

    expect(answer.statusCode).toBe(503);
    expect(Number(answer.headers?.['retry-after'])).toBeGreaterThan(0);
    expect(JSON.parse(answer.body ?? '')).toMatchObject({ status: 503 });
  });

  test.each([
    ['an error', new TypeError(secretText)],
    ['a text', secretText],
    ['nothing', undefined],
  ])('of any other kind (%s) is a 500 that tells nothing', (_what, error) => {
    vi.spyOn(console, 'error').mockReturnValue();

    const answer = respondToError(error);

    expect(answer.statusCode).toBe(500);
    expect(answer.headers?.['retry-after']).toBeUndefined();
    expect(answer.body).not.toContain('555');
  });

  test('is logged by its name and its causes’ names, never by what they say', () => {
    vi.spyOn(console, 'error').mockReturnValue();

    respondToError(new StoreUnavailableError({ operation: 'put' }, new RangeError(secretText)));

    expect(logged()).toContain('StoreUnavailableError');
    expect(logged()).toContain('RangeError');
    expect(logged()).not.toContain('555');
  });

  test('whose causes go round in a ring is logged all the same', () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const error = new Error('first');
    error.cause = error;

    expect(respondToError(error).statusCode).toBe(500);
    expect(logged()).toContain('Error');
  });
});
