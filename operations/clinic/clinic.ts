/** `npm run clinic`: adds, shows and changes the clinics of a stage. */
import { runCommand } from '../command-line.ts';
import { clinicCommand } from './command.ts';

process.exitCode = await runCommand(clinicCommand, process.argv.slice(2), {
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
});
