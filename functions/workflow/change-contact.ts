/** Changes a stored contact: one conditional put, and a lost race starts over from what came first. */
import type { Contact } from '../../shared/follow-up/contact.ts';
import { keys } from '../../shared/store/item.ts';
import { racesMax } from './change-booking.ts';
import type { BookingDeps } from './deps.ts';
import { ContentionError } from './errors.ts';
import { readItems } from './load.ts';

/** Changes a contact that is there; a lost race reads it again. */
export async function changeContact(
  deps: BookingDeps,
  contact: Contact,
  change: (contact: Contact) => Contact,
): Promise<Contact> {
  let current = contact;
  for (let race = 0; race < racesMax; race += 1) {
    const changed = change(current);
    if (changed === current) return current;
    const next = { ...changed, version: current.version + 1 };
    if ((await deps.store.put(next, current.version)).put === 'stored') return next;
    const [item] = await readItems(deps, [keys.contact(contact.clinicId, contact.phoneKey)]);
    if (item?.type !== 'contact') return current;
    current = item;
  }
  throw new ContentionError('contact');
}
