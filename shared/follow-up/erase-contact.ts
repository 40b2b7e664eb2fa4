/** What stays of a phone number whose client is erased: whether it may be texted, under a key that does not give the number away. */
import { keys } from '../store/item.ts';
import type { Contact } from './contact.ts';

/** Somebody else's bookings may use the number: then the number stays, and only what was said of the erased ones goes. `bookings`: keys of the erased. */
export function withoutClient(
  contact: Contact,
  erased: { bookings: ReadonlySet<string>; isShared: boolean },
): Contact {
  const { type, clinicId, phoneKey, version, optedOut, optChangedAt, allowedAt } = contact;
  if (!erased.isShared) {
    return {
      type,
      clinicId,
      phoneKey,
      version,
      ...(optedOut === undefined ? {} : { optedOut }),
      ...(optChangedAt === undefined ? {} : { optChangedAt }),
      ...(allowedAt === undefined ? {} : { allowedAt }),
      slots: [],
      questions: [],
      replies: [],
    };
  }
  // Whose consent and language these are nobody knows: the next text's booking says its own.
  const { consent: _consent, language: _language, ...rest } = contact;
  return {
    ...rest,
    slots: contact.slots.filter(({ text }) => !erased.bookings.has(bookingOf(text))),
    questions: contact.questions.filter(
      ({ platform, uid }) => !erased.bookings.has(keys.booking(clinicId, platform, uid)),
    ),
  };
}

/** A slot names booking and step; no step's id has a space. */
function bookingOf(text: string): string {
  return text.slice(0, text.lastIndexOf(' '));
}
