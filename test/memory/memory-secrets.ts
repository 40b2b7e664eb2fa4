/** Secrets Manager in memory: the secrets it was given, or an outage. */
import { SecretsUnavailableError } from '../../functions/errors.ts';
import type { ClinicSecrets, Secrets } from '../../shared/ports.ts';

export interface MemorySecrets extends Secrets {
  set: (clinicId: string, secrets: ClinicSecrets) => void;
  breakDown: () => void;
  repair: () => void;
}

export function memorySecrets(initial: Readonly<Record<string, ClinicSecrets>> = {}): MemorySecrets {
  const clinics = new Map(Object.entries(initial));
  let isDown = false;

  async function ofClinic(clinicId: string): Promise<ClinicSecrets | undefined> {
    if (isDown) throw new SecretsUnavailableError({ operation: 'get-secret', code: 'BrokenDown' });
    return clinics.get(clinicId);
  }

  return {
    ofClinic,
    set: (clinicId, secrets) => {
      clinics.set(clinicId, secrets);
    },
    breakDown: () => {
      isDown = true;
    },
    repair: () => {
      isDown = false;
    },
  };
}
