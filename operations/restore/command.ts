/** The restore command: each step of a restore for all clinics of a stage. Prints ids and counts, never a phone. */
import { type DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { dynamodbClient, secretsManagerClient } from '../../functions/adapters/clients.ts';
import type { EraseDeps } from '../../functions/workflow/deps.ts';
import { type ClinicMoved, holdTexts, markRestored, resumeTexts } from '../../functions/workflow/restore.ts';
import { formatInstant, type Instant } from '../../shared/time/instant.ts';
import type { Command, CommandIo, ExitCode } from '../command-line.ts';
import { listClinicIds } from '../list-clinic-ids.ts';
import { openBookings } from '../open-bookings.ts';
import { openStage, type Stage, StageError } from '../stage.ts';
import { tableInUse } from '../table-in-use.ts';
import { importContacts } from './import-contacts.ts';
import { importDeliveries } from './import-deliveries.ts';
import { importErasures } from './import-erasures.ts';
import { parseOptions, type RestoreOptions, usage } from './options.ts';
import { sayWhy } from './say-why.ts';

export const restoreCommand: Command<RestoreOptions> = {
  name: 'restore',
  usage,
  parse: parseOptions,
  async run(options, io) {
    const stage = await openStage(options.stage);
    const { deps, close } = openBookings(stage, options.table);
    const client = dynamodbClient(stage.settingsOf('dynamodb'));
    try {
      return await runVerb({ stage, deps, client }, options, io);
    } catch (error) {
      throw isTableMissing(error) ? new StageError(sayMissing(stage, options), { cause: error }) : error;
    } finally {
      close();
      client.destroy();
    }
  },
};

interface Opened {
  stage: Stage;
  deps: EraseDeps;
  /** For scans of the table before. */
  client: DynamoDBClient;
}

/** The store wraps what DynamoDB says. */
function isTableMissing(error: unknown): boolean {
  return (
    error instanceof ResourceNotFoundException || (error instanceof Error && isTableMissing(error.cause))
  );
}

/** DynamoDB does not say which. */
function sayMissing({ account, region }: Stage, options: RestoreOptions): string {
  const from = 'fromTable' in options ? options.fromTable : undefined;
  const tables = [options.table, ...(from === undefined ? [] : [from])];
  return `The table ${tables.join(' or ')} is not there: looked in ${region}, account ${account}.`;
}

async function runVerb(
  { stage, deps, client }: Opened,
  options: RestoreOptions,
  io: CommandIo,
): Promise<ExitCode> {
  switch (options.verb) {
    case 'hold': {
      const held = await forClinics(stage, options.clinic, io, (id) => holdTexts(deps, id));
      // Not before: what can be held is held, whatever else is out of reach.
      const other = await sayOtherTable(stage, options.table);
      if (other === undefined) return held;
      io.complain(`${other} Texts still go out: hold that one.`);
      return 1;
    }
    case 'begin': {
      const at = instantOfBegin(stage, options.at);
      io.print(`What was due before ${formatInstant(at)} may have gone out: it is not sent by itself.`);
      return forClinics(stage, options.clinic, io, (id) => markRestored(deps, id, at));
    }
    case 'import-erasures':
      return importErasures(client, deps, options.fromTable, io);
    case 'import-opt-outs':
      return importContacts(client, deps, options.fromTable, io);
    case 'import-deliveries':
      return importDeliveries(client, deps, options.fromTable, io);
    case 'resume': {
      const { fromTable, clinic, table } = options;
      const other = await sayOtherTable(stage, table);
      if (other !== undefined) {
        io.complain(`${other} Deploy with the restored one as tableName before you resume it.`);
        return 1;
      }
      const imported = fromTable === undefined ? 0 : await importLast(client, deps, fromTable, io);
      return imported !== 0 ? imported : forClinics(stage, clinic, io, (id) => resumeTexts(deps, id));
    }
  }
}

/** What is wrong with a table on which nothing works, and from which nothing is published. */
async function sayOtherTable(stage: Stage, table: string): Promise<string | undefined> {
  const inUse = await tableInUse(stage);
  return inUse === table ? undefined : `--table: the functions work on ${inUse}, not on ${table}.`;
}

/** What came into the table before while the new one was deployed. */
async function importLast(
  client: DynamoDBClient,
  deps: EraseDeps,
  fromTable: string,
  io: CommandIo,
): Promise<ExitCode> {
  const erased = await importErasures(client, deps, fromTable, io);
  const taken = await importContacts(client, deps, fromTable, io);
  return erased !== 0 ? erased : taken;
}

function instantOfBegin({ clock }: Stage, given: Instant | undefined): Instant {
  const now = clock.now();
  if (given !== undefined && given > now) {
    throw new StageError('The --at lies ahead: nothing can have gone out then.');
  }
  return given ?? now;
}

/** A clinic that fails holds up no other one. */
async function forClinics(
  stage: Stage,
  one: string | undefined,
  io: CommandIo,
  move: (clinicId: string) => Promise<ClinicMoved>,
): Promise<ExitCode> {
  const ids = one === undefined ? await listClinics(stage) : [one];
  if (ids.length === 0) io.complain(`There are no clinics in ${stage.stage}.`);
  let failed = 0;
  for (const id of ids) {
    const moved = await move(id);
    if (moved.moved !== 'not') {
      io.print(`${id}: ${moved.moved === 'changed' ? 'now' : 'already'} ${moved.status}`);
      continue;
    }
    failed += 1;
    io.complain(`${id}: ${sayWhy(moved)}`);
  }
  return failed === 0 && ids.length > 0 ? 0 : 1;
}

/** From the side that no restore of the table takes back: a clinic that is missing in it is found so. */
async function listClinics(stage: Stage): Promise<string[]> {
  const client = secretsManagerClient(stage.settingsOf('secretsManager'));
  try {
    return await listClinicIds(client, stage.names.clinicSecretPrefix);
  } finally {
    client.destroy();
  }
}
