/** The command line of the doctor, read and explained. */
import { parseArgs } from 'node:util';
import { localStage } from '../../shared/deployment/resource-names.ts';
import { sayMisread } from '../../shared/text/say-misread.ts';
import { type Parsed, run, wrong } from '../command-line.ts';
import type { StageAsked } from '../stage.ts';

export const usage = `Looks at a deployed stage and says in plain words what is wrong and what to do. It changes nothing.

  npm run doctor -- --stage NAME [options]

  --stage NAME       the stage, such as dev or prod
  --region REGION    where the stage is deployed (default: AWS_REGION)
  --offline          do not open the clients' pages
  --help             this text

Exit code 0: nothing is broken. 1: something is. 2: nothing known is, but something could not be asked; or it could not look at all.
What it may ask for is a policy in docs/doctor.md.`;

export interface DoctorOptions {
  stage: StageAsked;
  offline: boolean;
}

/** What a local stack has instead of a doctor. */
const notForLocal = `The doctor looks at AWS; a local stack has no sandbox, quotas or registered numbers that could be wrong.
To look at the stack on this machine: npm run clinic -- list --stage ${localStage}, or the addresses in docs/local-stack.md.`;

export function parseOptions(args: readonly string[]): Parsed<DoctorOptions> {
  let given: ReturnType<typeof parse>;
  try {
    given = parse(args);
  } catch (error) {
    return wrong(sayMisread(error));
  }
  const { stage, region, offline, help } = given.values;
  if (help === true) return { ask: 'help' };
  if (stage === undefined) return wrong('Say which --stage: such as dev or prod.');
  if (stage === localStage) return wrong(notForLocal);
  return run({ stage: { stage, ...(region === undefined ? {} : { region }) }, offline });
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      stage: { type: 'string' },
      region: { type: 'string' },
      offline: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
}
