/** `npm run doctor`: says what is wrong with a deployed stage. */
import { openStage } from '../stage.ts';
import { runDoctor } from './command.ts';

process.exitCode = await runDoctor(process.argv.slice(2), {
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
  connect: async (asked) => {
    const stage = await openStage(asked);
    return { stage, settings: { region: stage.region } };
  },
});
