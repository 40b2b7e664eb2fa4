/** Shows clinics: all of a stage in a line each, or one with its settings as `set` takes them. Never a secret. */
import type { ExitCode } from '../command-line.ts';
import { findClinic, findClinics, type OpenClinics } from './open-clinics.ts';
import { saySecrets, webhookUrl } from './say.ts';
import { writePairs } from './settings.ts';

export async function listClinics(open: OpenClinics): Promise<ExitCode> {
  const ids = await open.vault.clinicIds();
  const clinics = await findClinics(open, ids);
  const width = Math.max(0, ...ids.map((id) => id.length));
  for (const [index, id] of ids.entries()) {
    const clinic = clinics[index];
    const what =
      clinic === undefined
        ? 'has a secret and no settings: run "add" for it again'
        : `${clinic.status.padEnd(9)}  ${clinic.zone.padEnd(20)}  ${Object.keys(clinic.services).join()}  ${clinic.brand}`;
    open.print(`${id.padEnd(width)}  ${what}`);
  }
  if (ids.length === 0) open.print(`The stage ${open.stage.stage} has no clinic.`);
  if (open.stage.url === undefined) {
    open.print('A clinic that was added in the last five minutes may be missing from this list.');
  }
  return 0;
}

export async function showClinic(id: string, open: OpenClinics): Promise<ExitCode> {
  const clinic = await findClinic(open, id);
  if (clinic === undefined) return 1;
  const held = await open.vault.read(id);
  for (const line of writePairs(clinic)) open.print(line);
  const platforms = [
    ...new Set([...Object.keys(clinic.services), ...Object.keys(held?.value.platforms ?? {})]),
  ];
  for (const platform of platforms) {
    const connected = Object.hasOwn(clinic.services, platform) ? '' : ' (no service of it is mapped)';
    open.print('');
    open.print(`${platform}${connected}`);
    open.print(`  ${webhookUrl(clinic, platform)}`);
    open.print(`  ${saySecrets(held?.value, platform)}`);
  }
  return 0;
}
