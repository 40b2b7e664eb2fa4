/** What a page's token leads to: the page, its booking, what was typed into it, and whether it is still open. */
import type { PageView } from '../../../shared/api/page-view.ts';
import type { Booking } from '../../../shared/booking/booking.ts';
import { linkSeriesOf } from '../../../shared/booking/link-series.ts';
import type { Place } from '../../../shared/booking/place-event.ts';
import { aboutBooking } from '../../../shared/journal/about-booking.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import type { Language } from '../../../shared/policy/words.ts';
import { type Draft, draftOf } from '../../../shared/screening/draft.ts';
import { keys, type Page } from '../../../shared/store/item.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import { loadStandpoint, type Standpoint } from '../change-booking.ts';
import type { BookingDeps, PageDeps } from '../deps.ts';
import { publishedVersion, readItems } from '../load.ts';
import { type Closed, closedView } from './page-views.ts';

/** Where a token with nothing behind it is shown, the language is the browser's guess or this. */
const fallbackLanguage: Language = 'en';

/** A token that somebody was given, and its booking. */
export interface Opened {
  item: Page;
  standpoint: Standpoint;
  /** What was typed into the form and not sent. */
  draft: Draft | undefined;
  /** Why the page is closed; absent while it is open. */
  closed?: Closed['why'];
}

export async function openToken(
  deps: PageDeps,
  token: string,
  page: Page['page'],
): Promise<Opened | undefined> {
  const item = await findPage(deps, token, page);
  if (item === undefined) return undefined;
  const place = placeOfPage(item);
  const [standpoint, typed] = await Promise.all([
    loadStandpoint(deps, place),
    page === 'screening' ? readDraft(deps, place) : undefined,
  ]);
  if (standpoint === undefined) return undefined;
  const { booking } = standpoint;
  const isElsewhere = page === 'screening' && booking.uid !== place.uid;
  const draft = draftOf(booking, isElsewhere ? await readDraft(deps, booking) : typed);
  const closed = closedWhy(item, booking, deps.clock.now());
  return { item, standpoint, draft, ...(closed === undefined ? {} : { closed }) };
}

export async function readDraft(deps: BookingDeps, place: Place): Promise<Draft | undefined> {
  const [item] = await readItems(deps, [keys.draft(place.clinicId, place.platform, place.uid)]);
  return item?.type === 'draft' ? item : undefined;
}

export async function findPage(deps: PageDeps, token: string, page: Page['page']): Promise<Page | undefined> {
  const [item] = await readItems(deps, [keys.page(token)]);
  return item?.type === 'page' && item.page === page ? item : undefined;
}

export function placeOfPage({ clinicId, platform, uid }: Page) {
  return { clinicId, platform, uid };
}

/** Once the booking has another number, whoever has the link may be anybody: to them it is unknown. Of a visit whose links were renewed an old one says nothing. */
export function closedWhy(item: Page, booking: Booking, now: Instant): Closed['why'] | undefined {
  if (item.phoneKey !== booking.phoneKey) return 'unknown';
  if (now >= item.expiresAt) return 'expired';
  if (linkSeriesOf(item) < linkSeriesOf(booking)) return 'renewed';
  if (booking.status === 'cancelled') return 'cancelled';
  return item.page === 'screening' && now >= booking.startAt ? 'visit-past' : undefined;
}

export function unknownToken(language: Language | undefined): Extract<PageView, { page: 'closed' }> {
  return { page: 'closed', why: 'unknown', language: language ?? fallbackLanguage };
}

export function close(
  deps: PageDeps,
  { item, standpoint }: Pick<Opened, 'item' | 'standpoint'>,
  why: Closed['why'],
  language: Language | undefined,
): Closed {
  const about = aboutBooking(standpoint.booking);
  deps.journal.note({ event: 'page-refused', page: item.page, reason: why, ...about });
  return why === 'unknown' ? unknownToken(language) : closedView(standpoint, why, language);
}

/** Submitted answers take the published policy. */
export async function screeningPolicy(
  deps: PageDeps,
  { booking, clinic, policy }: Pick<Standpoint, 'booking' | 'clinic' | 'policy'>,
): Promise<Policy | undefined> {
  if (booking.treatment === undefined) return undefined;
  const version = publishedVersion(clinic, booking.treatment);
  return version === undefined ? policy : deps.policies.of(clinic.id, booking.treatment, version);
}
