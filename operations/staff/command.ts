/** The staff command without its process: opens the stage and its user pool, does what was asked, closes what it opened. */
import { dynamodbClient } from '../../functions/adapters/clients.ts';
import { getItems } from '../../functions/adapters/dynamodb-get.ts';
import { keys } from '../../shared/store/item.ts';
import type { Command, CommandIo, ExitCode } from '../command-line.ts';
import { openStage } from '../stage.ts';
import { tableInUse } from '../table-in-use.ts';
import { addPerson } from './add.ts';
import { changeRole } from './change-role.ts';
import { openDirectory } from './directory.ts';
import { listStaff } from './list.ts';
import type { OpenStaff } from './open-staff.ts';
import { parseOptions, type StaffOptions, usage } from './options.ts';
import { removePerson } from './remove.ts';

export const staffCommand: Command<StaffOptions> = { name: 'staff', usage, parse: parseOptions, run };

async function run(options: StaffOptions, io: CommandIo): Promise<ExitCode> {
  const stage = await openStage(options.stage);
  const directory = await openDirectory(stage);
  const table = await tableInUse(stage);
  const database = dynamodbClient(stage.settingsOf('dynamodb'));
  async function hasClinic(id: string): Promise<boolean> {
    const [clinic] = await getItems(database, table, [keys.clinic(id)]);
    return clinic?.type === 'clinic';
  }
  try {
    return await runVerb(options, { ...io, directory, hasClinic });
  } finally {
    database.destroy();
    directory.close();
  }
}

export function runVerb(options: StaffOptions, open: OpenStaff): Promise<ExitCode> {
  switch (options.verb) {
    case 'add':
      return addPerson(options, open);
    case 'list':
      return listStaff(options, open);
    case 'role':
      return changeRole(options, open);
    case 'remove':
      return removePerson(options, open);
  }
}
