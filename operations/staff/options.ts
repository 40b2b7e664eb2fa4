/** The command line of the staff command, read and explained. */
import { parseArgs } from 'node:util';
import { type Role, roles } from '../../shared/api/manager/role.ts';
import { localStage } from '../../shared/deployment/resource-names.ts';
import { identifier } from '../../shared/policy/words.ts';
import { sayMisread } from '../../shared/text/say-misread.ts';
import {
  isVerbOf,
  type OptionsOf,
  type Parsed,
  run,
  sayVerbs,
  stageAskedIn,
  stageMissing,
  stageOptions,
  wrong,
} from '../command-line.ts';
import type { StageAsked } from '../stage.ts';

export const usage = `Gives a clinic's people access to the manager's site, and takes it away.

  npm run staff -- add --clinic ID --username NAME --email ADDRESS --role ROLE --stage NAME
  npm run staff -- list --clinic ID --stage NAME
  npm run staff -- role --clinic ID --username NAME --role ROLE --stage NAME
  npm run staff -- remove --clinic ID --username NAME [--forget] --stage NAME

  --clinic ID        the clinic; a person works at one
  --username NAME    who; acts are recorded under it for good, so nobody else ever gets the same
  --email ADDRESS    add: where the invitation goes
  --role ROLE        ${roles.join(', ')}; each may all that the one before may
  --forget           remove: deletes the person's sign-in, with its address and second factor
  --stage NAME       the stage, such as dev or prod
  --region REGION    where the stage is deployed (default: AWS_REGION)
  --help             this text

Exit code 0 when it is done, else 1. What each role may, and what to do with a lost phone: docs/staff.md.`;

export type StaffOptions = { stage: StageAsked; clinicId: string } & (
  | { verb: 'list' }
  | { verb: 'add'; username: string; email: string; role: Role }
  | { verb: 'role'; username: string; role: Role }
  | { verb: 'remove'; username: string; forget: boolean }
);
type Verb = StaffOptions['verb'];

const notForLocal =
  '--stage: the people of the stack on this machine are made up and fixed; docs/local-stack.md names them.';

/** Beside those that name the stage and the clinic, the options a verb takes. */
const optionsOf: OptionsOf<Verb> = {
  add: ['username', 'email', 'role'],
  list: [],
  role: ['username', 'role'],
  remove: ['username', 'forget'],
};

export function parseOptions(args: readonly string[]): Parsed<StaffOptions> {
  let given: ReturnType<typeof parse>;
  try {
    given = parse(args);
  } catch (error) {
    return wrong(sayMisread(error));
  }
  const { values, positionals } = given;
  if (values.help === true) return { ask: 'help' };
  const [verb, ...more] = positionals;
  if (verb === undefined || !isVerbOf(optionsOf, verb)) return wrong(sayVerbs(optionsOf));
  if (more.length > 0) return wrong(`${verb} takes nothing but options.`);
  const stage = stageAskedIn(values);
  if (stage === undefined) return wrong(stageMissing);
  if (stage.stage === localStage) return wrong(notForLocal);
  const own = Object.keys(values).filter((name) => name !== 'clinic' && !Object.hasOwn(stageOptions, name));
  const stray = own.find((name) => !optionsOf[verb].includes(name));
  if (stray !== undefined) return wrong(`--${stray} is not for ${verb}.`);
  const { clinic: clinicId } = values;
  if (clinicId === undefined || !identifier.safeParse(clinicId).success) {
    return wrong('--clinic: expected the id of a clinic, such as rose.');
  }
  return verb === 'list' ? run({ verb, stage, clinicId }) : parseForOne(verb, stage, clinicId, values);
}

/** The verbs that are about one person. */
function parseForOne(
  verb: Exclude<Verb, 'list'>,
  stage: StageAsked,
  clinicId: string,
  { username, email, role, forget }: ReturnType<typeof parse>['values'],
): Parsed<StaffOptions> {
  // No "@": names and addresses are told apart by it where people sign in.
  if (username === undefined || !/^[a-z0-9][a-z0-9._-]{1,39}$/.test(username)) {
    return wrong(
      '--username: expected 2 to 40 lower-case letters, digits, dots, hyphens and underscores, such as mara.lindt.',
    );
  }
  if (verb === 'remove') return run({ verb, stage, clinicId, username, forget: forget === true });
  const known = roles.find((one) => one === role);
  if (known === undefined) return wrong(`--role: expected ${roles.join(', ')}.`);
  if (verb === 'role') return run({ verb, stage, clinicId, username, role: known });
  if (email === undefined || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    return wrong('--email: expected an e-mail address, such as mara@rose.example.');
  }
  return run({ verb, stage, clinicId, username, email, role: known });
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...stageOptions,
      clinic: { type: 'string' },
      username: { type: 'string' },
      email: { type: 'string' },
      role: { type: 'string' },
      forget: { type: 'boolean' },
    },
  });
}
