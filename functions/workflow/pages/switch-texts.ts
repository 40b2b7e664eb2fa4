/** The care page's button that stops the texts to the client's number, and starts them again where it was this button that stopped them. */
import type { PageView } from '../../../shared/api/page-view.ts';
import type { Booking } from '../../../shared/booking/booking.ts';
import type { Contact } from '../../../shared/follow-up/contact.ts';
import type { Language } from '../../../shared/policy/words.ts';
import { keys } from '../../../shared/store/item.ts';
import { optFromPage } from '../acts/opt-contact.ts';
import type { BookingDeps, PageDeps } from '../deps.ts';
import { readItems } from '../load.ts';
import { close, openToken, unknownToken } from './open-token.ts';

export type TextsAsked = 'stop' | 'start';

export async function switchTexts(
  deps: PageDeps,
  token: string,
  asked: TextsAsked,
  language?: Language,
): Promise<PageView | undefined> {
  const opened = await openToken(deps, token, 'care');
  if (opened === undefined) return unknownToken(language);
  if (opened.closed !== undefined) return close(deps, opened, opened.closed, language);
  await optFromPage(deps, opened.standpoint.booking, asked, deps.clock.now());
  return undefined;
}

/** What is known of the client's number; `undefined` before the first text. */
export async function contactOf(
  deps: BookingDeps,
  { clinicId, phoneKey }: Booking,
): Promise<Contact | undefined> {
  if (phoneKey === undefined) return undefined;
  const [item] = await readItems(deps, [keys.contact(clinicId, phoneKey)]);
  return item?.type === 'contact' ? item : undefined;
}
