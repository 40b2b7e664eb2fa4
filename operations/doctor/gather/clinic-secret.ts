/** A clinic's secret as the functions read it, by their own adapter; what is kept of it is how many secrets each platform has. */
import { SecretsUnavailableError } from '../../../functions/errors.ts';
import { identifier } from '../../../shared/policy/words.ts';
import type { Secrets } from '../../../shared/ports.ts';
import type { Fact, SecretSeen } from '../facts.ts';
import { ask } from './ask.ts';

export function askSecret(secrets: Secrets, clinicId: string): Promise<Fact<SecretSeen>> {
  return ask(async () => {
    // The adapter knows no clinic of such a name, whatever its secret holds.
    if (!identifier.safeParse(clinicId).success) return { secret: 'unreadable' };
    try {
      return read(await secrets.ofClinic(clinicId));
    } catch (error) {
      if (error instanceof SecretsUnavailableError && error.cause === undefined)
        return { secret: 'unreadable' };
      throw error;
    }
  });
}

function read(found: Awaited<ReturnType<Secrets['ofClinic']>>): SecretSeen {
  if (found === undefined) return { secret: 'missing' };
  const counts = Object.entries(found.platforms).map(([platform, active]) => [platform, active.length]);
  return { secret: 'read', activeOf: Object.fromEntries(counts) };
}
