/** Changes a clinic's settings as the manager would: refused as a whole or taken as a whole, and its open bookings are planned again. */
import { isDeepStrictEqual } from 'node:util';
import { changeClinic, type Mistake } from '../../functions/workflow/change-clinic.ts';
import type { Clinic } from '../../shared/clinic/clinic.ts';
import type { ExitCode } from '../command-line.ts';
import { platformMistakes } from './new-clinic.ts';
import { findClinic, type OpenClinics } from './open-clinics.ts';
import type { ClinicOptions } from './options.ts';
import { readSettings } from './read-settings.ts';
import { sayDoubts, sayMistakes } from './say.ts';
import { type Settings, writePairs } from './settings.ts';

export async function setClinic(
  { id, file, pairs }: Extract<ClinicOptions, { verb: 'set' }>,
  open: OpenClinics,
): Promise<ExitCode> {
  const before = await findClinic(open, id);
  if (before === undefined) return 1;
  const given = readSettings(file, pairs, before);
  const mistakes = given.ok ? findMistakes(before, given.settings) : given.mistakes;
  if (!given.ok || mistakes.length > 0) return refuse(open, mistakes);
  if (isDeepStrictEqual({ ...before, ...given.settings }, before)) {
    open.print('Nothing to change: the clinic has these settings.');
    return 0;
  }
  const changed = await changeClinic(open.deps, id, { settings: given.settings, seen: before.version });
  if (changed.changed) return sayChanged(open, before, changed.clinic);
  switch (changed.why) {
    case 'refused':
      return refuse(open, changed.mistakes);
    case 'conflict':
      open.complain('Somebody else changed the clinic just now. Nothing was changed by you: run this again.');
      return 1;
    case 'unknown':
      open.complain(`The clinic "${id}" is gone.`);
      return 1;
  }
}

/** What is not for this command, beside what the workflow itself refuses. */
function findMistakes(before: Clinic, settings: Settings): Mistake[] {
  const { id = before.id, status = before.status } = settings;
  const mistakes = platformMistakes(settings);
  if (id !== before.id) mistakes.push({ path: 'id', expected: 'expected no other id: it never changes' });
  const leaves = before.status === 'restoring' && status !== 'restoring';
  const enters = before.status !== 'restoring' && status === 'restoring';
  if (leaves || enters) {
    mistakes.push({
      path: 'status',
      expected: 'a restore begins and ends by its own command: npm run restore',
    });
  }
  return mistakes;
}

function refuse(open: OpenClinics, mistakes: readonly Mistake[]): ExitCode {
  for (const line of sayMistakes(mistakes)) open.complain(line);
  return 1;
}

async function sayChanged(open: OpenClinics, before: Clinic, after: Clinic): Promise<ExitCode> {
  const [old, fresh] = [writePairs(before), writePairs(after)];
  for (const line of old.filter((pair) => !fresh.includes(pair))) open.print(`- ${line}`);
  for (const line of fresh.filter((pair) => !old.includes(pair))) open.print(`+ ${line}`);
  open.print('Its open bookings are planned again within a few minutes.');
  const held = await open.vault.read(after.id);
  for (const doubt of sayDoubts(after, held?.value)) open.print(doubt);
  return 0;
}
