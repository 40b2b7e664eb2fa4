/** Tokens: unguessable and even. */
import { expect, test } from 'vitest';
import { systemRandomness } from '../../functions/adapters/system-ports.ts';

test('tokens are ten letters and digits, use all of them evenly, and do not repeat', () => {
  const tokens = Array.from({ length: 20_000 }, () => systemRandomness.token());
  expect(new Set(tokens).size).toBe(tokens.length);
  expect(tokens.every((token) => /^[0-9A-Za-z]{10}$/.test(token))).toBe(true);

  const counts = new Map<string, number>();
  for (const character of tokens.join('')) counts.set(character, (counts.get(character) ?? 0) + 1);
  expect(counts.size).toBe(62);
  // 3,226 expected each, deviation 56: seven deviations never happen, a modulo bias (x 1.25) always shows.
  for (const count of counts.values()) expect(Math.abs(count - 3_226)).toBeLessThan(400);
});
