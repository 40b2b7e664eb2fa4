/** Rotates a platform's webhook secret in two runs: a second secret beside the first, and once the platform signs with it, an end to the first. Nothing is refused in between. */
import { lifetimeMs } from '../../functions/adapters/secrets-manager-secrets.ts';
import type { Clinic } from '../../shared/clinic/clinic.ts';
import type { ExitCode } from '../command-line.ts';
import { connectionOf } from './connections.ts';
import { findClinic, type OpenClinics } from './open-clinics.ts';
import type { ClinicOptions } from './options.ts';
import { sayConnection, sayInstant } from './say.ts';
import { activeSecrets, activeSince, withNewSecret, withoutOldSecrets } from './secret-value.ts';
import type { Held } from './vault.ts';

const lost = 'Somebody else changed the secret at the same time. See "show", and run this again.';

export async function rotateSecret(
  { id, platform, retireOld }: Extract<ClinicOptions, { verb: 'rotate-secret' }>,
  open: OpenClinics,
): Promise<ExitCode> {
  const clinic = await findClinic(open, id);
  if (clinic === undefined) return 1;
  if (connectionOf(platform) === undefined || !Object.hasOwn(clinic.services, platform)) {
    const connected = Object.keys(clinic.services).join(', ') || 'no platform';
    open.complain(`The clinic "${id}" is not connected to "${platform}", but to ${connected}.`);
    return 1;
  }
  const held = await open.vault.read(id);
  if (held === undefined) {
    open.complain(
      `The secret ${open.vault.nameOf(id)} is gone. Restore it: a new one would not know the clinic's clients again.`,
    );
    return 1;
  }
  return retireOld ? retire(open, clinic, platform, held) : addSecret(open, clinic, platform, held);
}

async function addSecret(open: OpenClinics, clinic: Clinic, platform: string, held: Held): Promise<ExitCode> {
  const now = open.deps.clock.now();
  const rotated = withNewSecret(held.value, platform, now);
  if (!rotated.added) {
    open.complain(`${platform} has as many secrets as it may have. End the last rotation with --retire-old.`);
    return 1;
  }
  if ((await open.vault.replace(clinic.id, rotated.value, held)) === 'lost') {
    open.complain(lost);
    return 1;
  }
  for (const line of sayConnection(clinic, platform, rotated.secret, '')) open.print(line);
  open.print('');
  open.print(
    `The functions look at secrets every five minutes: put the new one in from ${sayInstant(now + lifetimeMs)} on.`,
  );
  const others = activeSecrets(held.value, platform).length;
  if (others > 0) {
    open.print(
      'The one before still counts. When the platform signs with the new one, end it with --retire-old.',
    );
  }
  return 0;
}

/** Not before every function knows the newest: it would refuse what is signed with it. */
async function retire(open: OpenClinics, clinic: Clinic, platform: string, held: Held): Promise<ExitCode> {
  const since = activeSince(held.value, platform);
  if (since.length < 2) {
    open.print(`${platform} has no older secret: nothing to retire.`);
    return 0;
  }
  const knownFrom = (since.at(-1) ?? 0) + lifetimeMs;
  if (open.deps.clock.now() < knownFrom) {
    open.complain(
      `The newest secret is not known to every function before ${sayInstant(knownFrom)}: wait for that.`,
    );
    return 1;
  }
  const value = withoutOldSecrets(held.value, platform);
  if ((await open.vault.replace(clinic.id, value, held)) === 'lost') {
    open.complain(lost);
    return 1;
  }
  open.print(
    `Only the newest secret of ${platform} stays. The functions take up to five minutes to refuse the older.`,
  );
  return 0;
}
