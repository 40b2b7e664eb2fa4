/** Adds a clinic: its secret first, then its staff's topic and digest, the number that names it, and its settings. Interrupted anywhere, it can be run again, for the settings are the last to be there. */
import type { Mistake } from '../../functions/workflow/change-clinic.ts';
import { claimNumber, isAnothersNumber } from '../../functions/workflow/claim-number.ts';
import { ensureDigest } from '../../functions/workflow/jobs/ensure-digest.ts';
import type { Clinic } from '../../shared/clinic/clinic.ts';
import { keys } from '../../shared/store/item.ts';
import type { ExitCode } from '../command-line.ts';
import { newClinic } from './new-clinic.ts';
import { sayReaders, subscribeAll } from './notices.ts';
import type { OpenClinics } from './open-clinics.ts';
import type { ClinicOptions } from './options.ts';
import { readSettings } from './read-settings.ts';
import { sayConnection, sayDoubts, sayHowToRead, sayMistakes } from './say.ts';
import { activeSecrets, newSecretValue, type SecretValue, withNewSecret } from './secret-value.ts';

export async function addClinic(
  { file, pairs, printSecrets, notify }: Extract<ClinicOptions, { verb: 'add' }>,
  open: OpenClinics,
): Promise<ExitCode> {
  const { stage } = open;
  const given = readSettings(file, pairs, {});
  const made = given.ok ? newClinic(given.settings, stage.url?.origin) : given;
  const mistakes = made.ok ? await findConflicts(open, made.clinic) : made.mistakes;
  if (!made.ok || mistakes.length > 0) {
    for (const line of sayMistakes(mistakes)) open.complain(line);
    return 1;
  }
  const { clinic } = made;
  const value = await keepSecrets(open, clinic);
  if (value === undefined) return 1;
  await open.topics.ensure(clinic.id);
  await ensureDigest(open.deps, clinic);
  if (!(await putClinic(open, clinic))) {
    open.complain('Somebody else added this clinic or its number just now. See: npm run clinic -- list');
    return 1;
  }
  sayAdded(open, clinic, value, printSecrets);
  await subscribeAll(open, clinic.id, notify);
  if (notify.length === 0) for (const line of sayReaders(clinic.id, [])) open.print(line);
  return 0;
}

function sayAdded(
  { stage, vault, print }: OpenClinics,
  clinic: Clinic,
  value: SecretValue,
  printSecrets: boolean,
): void {
  print(`Added ${clinic.brand} as the clinic "${clinic.id}" of the stage ${stage.stage}.`);
  for (const platform of Object.keys(clinic.services)) {
    const secret = printSecrets ? activeSecrets(value, platform).at(-1) : undefined;
    const howToRead = sayHowToRead(stage, vault.nameOf(clinic.id), platform);
    for (const line of ['', ...sayConnection(clinic, platform, secret, howToRead)]) print(line);
  }
  const doubts = sayDoubts(clinic, value);
  if (doubts.length > 0) print('');
  for (const doubt of doubts) print(doubt);
}

/** What exists is never added a second time. */
async function findConflicts({ deps }: OpenClinics, clinic: Clinic): Promise<Mistake[]> {
  const { id, smsNumber, policies } = clinic;
  const [known] = await deps.store.get([keys.clinic(id)]);
  const conflicts: Mistake[] = [];
  if (known !== undefined) {
    conflicts.push({ path: 'id', expected: `the clinic "${id}" exists; "set" changes it` });
  }
  if (await isAnothersNumber(deps, clinic)) {
    conflicts.push({ path: 'smsNumber', expected: `${smsNumber} is another clinic's number` });
  }
  for (const [treatment, version] of Object.entries(policies)) {
    if ((await deps.policies.of(id, treatment, version)) === undefined) {
      conflicts.push({ path: `policies.${treatment}`, expected: `there is no version ${version} of it` });
    }
  }
  return conflicts;
}

/** A secret that is there already, of an interrupted run or an earlier clinic of this id, keeps its client key and gains what is missing. */
async function keepSecrets({ vault, deps, complain }: OpenClinics, clinic: Clinic) {
  const held = await vault.read(clinic.id);
  let value = held?.value ?? newSecretValue();
  for (const platform of Object.keys(clinic.services)) {
    if (activeSecrets(value, platform).length > 0) continue;
    const added = withNewSecret(value, platform, deps.clock.now());
    if (added.added) value = added.value;
  }
  if (held === undefined) await vault.create(clinic.id, value);
  else if (value !== held.value && (await vault.replace(clinic.id, value, held)) === 'lost') {
    complain('Somebody else changed the secret just now. Run this again.');
    return undefined;
  }
  return value;
}

/** The number first: a text to it finds no clinic for a moment, instead of the settings being there without their number. */
async function putClinic({ deps }: OpenClinics, clinic: Clinic): Promise<boolean> {
  return (await claimNumber(deps, clinic)) && (await deps.store.put(clinic, 'absent')).put === 'stored';
}
