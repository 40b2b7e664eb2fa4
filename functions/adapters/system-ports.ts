/** The ports that need no service: the machine's clock and its randomness. */
import { randomInt } from 'node:crypto';
import type { Clock, Randomness } from '../../shared/ports.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 62^10 is 8 x 10^17: not to be guessed behind a rate limit, and short enough for a text. */
const tokenChars = 10;

export const systemClock: Clock = { now: () => Date.now() };

/** `randomInt` has no modulo bias. */
export const systemRandomness: Randomness = {
  token: () => Array.from({ length: tokenChars }, () => alphabet[randomInt(alphabet.length)]).join(''),
};
