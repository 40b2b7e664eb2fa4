/** The command line of the restore command, read and explained. */
import { parseArgs } from 'node:util';
import { sayMisread } from '../../shared/text/say-misread.ts';
import { type Instant, parseInstant } from '../../shared/time/instant.ts';
import {
  isVerbOf,
  type OptionsOf,
  type Parsed,
  run,
  sayVerbs,
  stageAskedIn,
  stageMissing,
  stageOptions,
  stageUsage,
  wrong,
} from '../command-line.ts';
import type { StageAsked } from '../stage.ts';

export const usage = `Brings a stage through a restore of its table. docs/restore.md says when each step comes.

  npm run restore -- hold --table OLD --stage NAME
  npm run restore -- begin --table NEW [--at INSTANT] --stage NAME
  npm run restore -- import-erasures --from-table OLD --table NEW --stage NAME
  npm run restore -- import-opt-outs --from-table OLD --table NEW --stage NAME
  npm run restore -- import-deliveries --from-table OLD --table NEW --stage NAME
  npm run restore -- resume --from-table OLD --table NEW --stage NAME

  hold               nothing is published from the table any more; what falls due waits
  begin              says that texts due before the instant may have gone out, and holds the rest
  import-erasures    erases again who was erased after the point of the restore
  import-opt-outs    takes over opt-outs, and which texts went out, from the table as it was
  import-deliveries  has deliveries worked on anew that came after the point of the restore
  resume             takes over erasures and opt-outs once more, then what waited goes out as far as
                     it is in time

  --table NAME       the table to work on: during a restore there are two
  --from-table NAME  the table as it was
  --at INSTANT       begin: until when the old table may have been worked on, such as
                     2026-11-22T08:30:00Z (default: now)
  --opt-outs-lost    resume: in place of --from-table, where that table is gone
  --clinic ID        hold, begin, resume: one clinic instead of all
${stageUsage}

Exit code 0 when it is done for all, else 1.`;

export type RestoreOptions = { stage: StageAsked; table: string } & (
  | { verb: 'hold'; clinic: string | undefined }
  | { verb: 'begin'; clinic: string | undefined; at: Instant | undefined }
  | { verb: 'import-erasures' | 'import-opt-outs' | 'import-deliveries'; fromTable: string }
  /** `fromTable` is absent only where the operator said that it is lost. */
  | { verb: 'resume'; clinic: string | undefined; fromTable: string | undefined }
);
type Verb = RestoreOptions['verb'];

/** Beside those that name the stage and the table, the options a verb takes. */
const optionsOf: OptionsOf<Verb> = {
  hold: ['clinic'],
  begin: ['clinic', 'at'],
  'import-erasures': ['from-table'],
  'import-opt-outs': ['from-table'],
  'import-deliveries': ['from-table'],
  resume: ['clinic', 'from-table', 'opt-outs-lost'],
};

/** As DynamoDB names tables: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
const tablePattern = /^[\w.-]{3,255}$/;

export function parseOptions(args: readonly string[]): Parsed<RestoreOptions> {
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
  const own = Object.keys(values).filter((name) => name !== 'table' && !Object.hasOwn(stageOptions, name));
  const stray = own.find((name) => !optionsOf[verb].includes(name));
  if (stray !== undefined) return wrong(`--${stray} is not for ${verb}.`);
  const { table, 'from-table': fromTable } = values;
  if (table === undefined) return wrong('Say which --table: during a restore there are two.');
  for (const [option, name] of Object.entries({ table, 'from-table': fromTable })) {
    if (name === undefined || tablePattern.test(name)) continue;
    return wrong(`--${option}: expected the name of a table, not "${name}".`);
  }
  if (table === fromTable) return wrong('--from-table: expected another table than --table.');
  return parseVerb(verb, { stage, table }, values);
}

function parseVerb(
  verb: Verb,
  where: { stage: StageAsked; table: string },
  values: ReturnType<typeof parse>['values'],
): Parsed<RestoreOptions> {
  const { clinic, at: said, 'from-table': fromTable, 'opt-outs-lost': areLost } = values;
  switch (verb) {
    case 'hold':
      return run({ verb, ...where, clinic });
    case 'begin': {
      const at = said === undefined ? undefined : parseInstant(said);
      if (said !== undefined && at === undefined) {
        return wrong(`--at: expected an instant with its zone, such as 2026-11-22T08:30:00Z, not "${said}".`);
      }
      return run({ verb, ...where, clinic, at });
    }
    case 'import-erasures':
    case 'import-opt-outs':
    case 'import-deliveries':
      return fromTable === undefined
        ? wrong('--from-table: expected the table as it was before.')
        : run({ verb, ...where, fromTable });
    case 'resume':
      if ((fromTable === undefined) !== (areLost === true)) {
        return wrong(
          'Say where the opt-outs given since are, --from-table; only where that table is gone, --opt-outs-lost.',
        );
      }
      return run({ verb, ...where, clinic, fromTable });
  }
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...stageOptions,
      table: { type: 'string' },
      'from-table': { type: 'string' },
      at: { type: 'string' },
      'opt-outs-lost': { type: 'boolean' },
      clinic: { type: 'string' },
    },
  });
}
