/** The command line of the clinic command, read and explained. */
import { parseArgs } from 'node:util';
import { noticeKinds } from '../../shared/follow-up/staff-notice.ts';
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
  stageUsage,
  wrong,
} from '../command-line.ts';
import type { StageAsked } from '../stage.ts';
import { readReaders } from './readers.ts';
import type { Reader } from './staff-topics.ts';

export const usage = `Adds, shows and changes the clinics of a stage, and says who of their staff is told what.

  npm run clinic -- add [FILE] [SETTING=VALUE ...] --stage NAME
  npm run clinic -- list --stage NAME
  npm run clinic -- show ID --stage NAME
  npm run clinic -- set ID [FILE] [SETTING=VALUE ...] --stage NAME
  npm run clinic -- notices ID [--notify ADDRESS[:KIND,KIND] ...] [--unsubscribe ADDRESS ...] --stage NAME
  npm run clinic -- rotate-secret ID --platform PLATFORM --stage NAME

A FILE holds settings as JSON; SETTING=VALUE comes after it. Needed to add: id, brand, phone, place, zone,
smsNumber, pagesUrl (not on local) and a service of a platform:

  services.cal-com.microneedling=microneedling   what is called so there is that treatment here
  consent.cal-com=paper                          else texts need the client's consent in each booking
  countries=US,CA   language=es   status=paused (active, removed)
  questionNames.botox-date=last-botox   policies.microneedling=1   textHours=[...] as JSON
  services.cal-com.microneedling=                takes the entry away

${stageUsage}
  --print-secrets    add: prints the webhook secrets, once
  --notify ADDRESS   add, notices: who of the staff is told by e-mail; of some kinds only: ADDRESS:KIND,KIND
                     ${noticeKinds.join(', ')}
  --unsubscribe ADDRESS  notices: who is told no more
  --platform NAME    rotate-secret: whose secret
  --retire-old       rotate-secret: ends the rotation, only the newest secret stays

Exit code 0 when it is done, else 1.`;

export type ClinicOptions = { stage: StageAsked } & (
  | { verb: 'add'; file: string | undefined; pairs: string[]; printSecrets: boolean; notify: Reader[] }
  | { verb: 'list' }
  | { verb: 'show'; id: string }
  | { verb: 'set'; id: string; file: string | undefined; pairs: string[] }
  | { verb: 'notices'; id: string; notify: Reader[]; unsubscribe: string[] }
  | { verb: 'rotate-secret'; id: string; platform: string; retireOld: boolean }
);
type Verb = ClinicOptions['verb'];

/** Beside those that name the stage, the options a verb takes. */
const optionsOf: OptionsOf<Verb> = {
  add: ['print-secrets', 'notify'],
  list: [],
  show: [],
  set: [],
  notices: ['notify', 'unsubscribe'],
  'rotate-secret': ['platform', 'retire-old'],
};

export function parseOptions(args: readonly string[]): Parsed<ClinicOptions> {
  let given: ReturnType<typeof parse>;
  try {
    given = parse(args);
  } catch (error) {
    return wrong(sayMisread(error));
  }
  const { values, positionals } = given;
  if (values.help === true) return { ask: 'help' };
  const [verb, ...rest] = positionals;
  if (verb === undefined || !isVerbOf(optionsOf, verb)) return wrong(sayVerbs(optionsOf));
  const stage = stageAskedIn(values);
  if (stage === undefined) return wrong(stageMissing);
  const own = Object.keys(values).filter((name) => !Object.hasOwn(stageOptions, name));
  const stray = own.find((name) => !optionsOf[verb].includes(name));
  if (stray !== undefined) return wrong(`--${stray} is not for ${verb}.`);
  const readers = readReaders(values.notify ?? []);
  if (!readers.ok) return wrong(readers.reason);
  switch (verb) {
    case 'list':
      return rest.length > 0 ? wrong('list takes nothing but options.') : run({ verb, stage });
    case 'add':
      return withSettings(rest, (settings) => ({
        verb,
        stage,
        ...settings,
        printSecrets: values['print-secrets'] === true,
        notify: readers.readers,
      }));
    default:
      return parseForOne(verb, rest, stage, values, readers.readers);
  }
}

/** The verbs for a clinic that is there: its id comes first. */
function parseForOne(
  verb: Exclude<Verb, 'add' | 'list'>,
  [id, ...rest]: readonly string[],
  stage: StageAsked,
  values: ReturnType<typeof parse>['values'],
  notify: Reader[],
): Parsed<ClinicOptions> {
  if (id === undefined || id.includes('=')) return wrong(`Say which clinic, by its id: ${verb} ID ...`);
  if (verb === 'set') {
    return withSettings(rest, (settings) => ({ verb, stage, id, ...settings }));
  }
  if (rest.length > 0) return wrong(`${verb} takes one clinic's id and options, nothing more.`);
  if (verb === 'show') return run({ verb, stage, id });
  if (verb === 'notices') return run({ verb, stage, id, notify, unsubscribe: values.unsubscribe ?? [] });
  const { platform } = values;
  if (platform === undefined) return wrong('Say whose secret: --platform cal-com or another one.');
  return run({ verb, stage, id, platform, retireOld: values['retire-old'] === true });
}

function withSettings(
  positionals: readonly string[],
  into: (settings: { file: string | undefined; pairs: string[] }) => ClinicOptions,
): Parsed<ClinicOptions> {
  const pairs = positionals.filter((positional) => positional.includes('='));
  const [file, ...more] = positionals.filter((positional) => !positional.includes('='));
  if (more.length > 0) return wrong(`One JSON file at most: "${more.join(' ')}" is too much.`);
  if (file === undefined && pairs.length === 0) return wrong('Give settings: a JSON file, or SETTING=VALUE.');
  return run(into({ file, pairs }));
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...stageOptions,
      notify: { type: 'string', multiple: true },
      unsubscribe: { type: 'string', multiple: true },
      platform: { type: 'string' },
      'print-secrets': { type: 'boolean' },
      'retire-old': { type: 'boolean' },
    },
  });
}
