/** `npm run send`: posts a signed JSON file to a running stack. */
import { join } from 'node:path';
import { runSend } from './command.ts';

process.exitCode = await runSend(process.argv.slice(2), {
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
  secretsFile: join(import.meta.dirname, '../../.local/secrets.json'),
});
