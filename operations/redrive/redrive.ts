/** `npm run redrive`: brings events that failed back to their functions. */
import { runCommand } from '../command-line.ts';
import { redriveCommand } from './command.ts';

process.exitCode = await runCommand(redriveCommand, process.argv.slice(2), {
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
});
