/** The clinic command without its process: opens the stage, does what was asked, closes what it opened. */

import type { Command, CommandIo, ExitCode } from '../command-line.ts';
import { openSettings } from '../open-settings.ts';
import { openStage } from '../stage.ts';
import { tableInUse } from '../table-in-use.ts';
import { addClinic } from './add.ts';
import { setNotices } from './notices.ts';
import type { OpenClinics } from './open-clinics.ts';
import { type ClinicOptions, parseOptions, usage } from './options.ts';
import { rotateSecret } from './rotate-secret.ts';
import { setClinic } from './set.ts';
import { listClinics, showClinic } from './show.ts';
import { openStaffTopics } from './staff-topics.ts';
import { openVault } from './vault.ts';

export const clinicCommand: Command<ClinicOptions> = { name: 'clinic', usage, parse: parseOptions, run };

async function run(options: ClinicOptions, io: CommandIo): Promise<ExitCode> {
  const stage = await openStage(options.stage);
  const settings = openSettings(stage, await tableInUse(stage));
  const vault = openVault(stage);
  const topics = openStaffTopics(stage);
  try {
    return await runVerb(options, { ...io, stage, deps: settings.deps, vault, topics });
  } finally {
    settings.close();
    vault.close();
    topics.close();
  }
}

function runVerb(options: ClinicOptions, open: OpenClinics): Promise<ExitCode> {
  switch (options.verb) {
    case 'add':
      return addClinic(options, open);
    case 'list':
      return listClinics(open);
    case 'show':
      return showClinic(options.id, open);
    case 'set':
      return setClinic(options, open);
    case 'notices':
      return setNotices(options, open);
    case 'rotate-secret':
      return rotateSecret(options, open);
  }
}
