/** `npm run restore`: brings a stage through a restore of its table, step by step. */
import { runCommand } from '../command-line.ts';
import { restoreCommand } from './command.ts';

process.exitCode = await runCommand(restoreCommand, process.argv.slice(2), {
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
});
