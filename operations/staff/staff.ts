/** `npm run staff`: gives a clinic's people access to the manager's site, and takes it away. */
import { runCommand } from '../command-line.ts';
import { staffCommand } from './command.ts';

process.exitCode = await runCommand(staffCommand, process.argv.slice(2), {
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
});
