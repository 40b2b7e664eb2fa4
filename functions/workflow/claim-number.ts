/** Whose number it is: a text to it finds its clinic by an item of the number. One that its clinic left still leads there, for its clients answer what it said to them, until another clinic takes it. */
import type { Clinic } from '../../shared/clinic/clinic.ts';
import { keys, type OwnedNumber } from '../../shared/store/item.ts';
import type { ClinicDeps } from './deps.ts';
import { readItems } from './load.ts';

type NumberDeps = Pick<ClinicDeps, 'store'>;

/** Before the clinic itself is stored, so that no text to the number is lost. `false`: it is another clinic's, or was taken just now. `before`: the clinic as it stands, where it does. */
export async function claimNumber(deps: NumberDeps, clinic: Clinic, before?: Clinic): Promise<boolean> {
  const { id: clinicId, smsNumber: phone, version: forVersion } = clinic;
  const known = await readNumber(deps, phone);
  if (known?.clinicId === clinicId && before?.smsNumber === phone) return true;
  if (!(await isOpenTo(deps, clinicId, known))) return false;
  // Also where it is the clinic's own again: whoever saw that it was left does not get it any more.
  const version = (known?.version ?? 0) + 1;
  const number: OwnedNumber = { type: 'number', phone, version, clinicId, forVersion };
  return (await deps.store.put(number, known?.version ?? 'absent')).put === 'stored';
}

export async function isAnothersNumber(deps: NumberDeps, { id, smsNumber }: Clinic): Promise<boolean> {
  return !(await isOpenTo(deps, id, await readNumber(deps, smsNumber)));
}

async function readNumber(deps: NumberDeps, phone: string): Promise<OwnedNumber | undefined> {
  const [item] = await readItems(deps, [keys.number(phone)]);
  return item?.type === 'number' ? item : undefined;
}

/** Nobody's, one's own, or left: its clinic stands in the version that it was claimed for, or a later one, and has another. */
async function isOpenTo(
  deps: NumberDeps,
  clinicId: string,
  known: OwnedNumber | undefined,
): Promise<boolean> {
  if (known === undefined || known.clinicId === clinicId) return true;
  const [owner] = await deps.store.get([keys.clinic(known.clinicId)]);
  return (
    owner?.type === 'clinic' && owner.version >= (known.forVersion ?? 0) && owner.smsNumber !== known.phone
  );
}
