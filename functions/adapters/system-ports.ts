/** The ports that need no service: the machine's clock, its randomness, and standard output as the journal. */
import { randomInt } from 'node:crypto';
import type { Clock, Journal, Randomness } from '../../shared/ports.ts';
import { formatInstant } from '../../shared/time/instant.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 62^10 is 8 x 10^17: not to be guessed behind a rate limit, and short enough for a text. */
const tokenChars = 10;

export const systemClock: Clock = { now: () => Date.now() };

/** `randomInt` has no modulo bias. */
export const systemRandomness: Randomness = {
  token: () => Array.from({ length: tokenChars }, () => alphabet[randomInt(alphabet.length)]).join(''),
};

/** One line of JSON per event, which CloudWatch reads as fields. `write` takes the whole line. */
export function lineJournal(
  clock: Clock,
  write: (line: string) => void = (line) => process.stdout.write(line),
): Journal {
  return { note: (event) => write(`${JSON.stringify({ at: formatInstant(clock.now()), ...event })}\n`) };
}
