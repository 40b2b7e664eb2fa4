/** The command line of the sending command, read and explained. */
import { parseArgs } from 'node:util';
import { sayMisread } from '../../shared/text/say-misread.ts';
import { type SignablePlatform, signablePlatform } from './sign.ts';

export const usage = `Signs a JSON file as its booking platform would and posts it to a running stack.

  npm run send -- --platform cal-com FILE [options]

  --platform NAME    standard or cal-com
  --clinic ID        whose webhook is posted to (default: demo)
  --url URL          where the stack runs (default: http://localhost:3000)
  --secret SECRET    sign with this secret instead of the local stack's own
  --shift-to-now     move all instants of the file together, so that it was made just now
  --help             this text

Prints the status and the answer. Exit code 0 for an answer of 2xx, else 1.`;

export interface SendOptions {
  platform: SignablePlatform;
  file: string;
  clinic: string;
  url: URL;
  secret: string | undefined;
  shiftToNow: boolean;
}

export type Parsed =
  | { ask: 'send'; options: SendOptions }
  | { ask: 'help' }
  | { ask: 'wrong'; reason: string };

export function parseOptions(args: readonly string[]): Parsed {
  let given: ReturnType<typeof parse>;
  try {
    given = parse(args);
  } catch (error) {
    return { ask: 'wrong', reason: sayMisread(error) };
  }
  const { values, positionals } = given;
  if (values.help === true) return { ask: 'help' };
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) return { ask: 'wrong', reason: 'Name exactly one JSON file.' };
  if (values.platform === undefined) return { ask: 'wrong', reason: 'Say which --platform the file is of.' };
  const platform = signablePlatform(values.platform);
  if (platform === undefined) {
    return {
      ask: 'wrong',
      reason: `--platform: expected standard or cal-com, not "${values.platform}".`,
    };
  }
  const url = URL.parse(values.url);
  if (url === null || !url.protocol.startsWith('http')) {
    return {
      ask: 'wrong',
      reason: `--url: expected a URL such as http://localhost:3000, not "${values.url}".`,
    };
  }
  const { clinic, secret } = values;
  const options = { platform, file, clinic, url, secret, shiftToNow: values['shift-to-now'] };
  return { ask: 'send', options };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      platform: { type: 'string' },
      clinic: { type: 'string', default: 'demo' },
      url: { type: 'string', default: 'http://localhost:3000' },
      secret: { type: 'string' },
      'shift-to-now': { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
}
