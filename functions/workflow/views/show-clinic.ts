/** The clinic as its staff see it. */
import { staffLanguage } from '../../../shared/api/manager/views/say-attention.ts';
import type { Treatments } from '../../../shared/api/manager/views/view-lists.ts';
import type { Clinic } from '../../../shared/clinic/clinic.ts';
import { keys } from '../../../shared/store/item.ts';
import type { BookingDeps } from '../deps.ts';
import { readItems } from '../load.ts';

/** `undefined`: no such clinic. */
export async function loadClinic(deps: BookingDeps, clinicId: string): Promise<Clinic | undefined> {
  const [clinic] = await readItems(deps, [keys.clinic(clinicId)]);
  return clinic?.type === 'clinic' ? clinic : undefined;
}

/** What can be booked, with the titles of the published policies. */
export async function treatmentsOf({ policies }: BookingDeps, clinic: Clinic): Promise<Treatments> {
  return Promise.all(
    Object.entries(clinic.policies).map(async ([id, version]) => {
      const policy = await policies.of(clinic.id, id, version);
      return { id, title: policy?.title[staffLanguage] ?? id };
    }),
  );
}
