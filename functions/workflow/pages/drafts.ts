/** Keeps what a client types into the screening form until they send it: nothing is decided on it, and it never stands in the way of what was sent. */
import type { Booking } from '../../../shared/booking/booking.ts';
import type { Place } from '../../../shared/booking/place-event.ts';
import type { Clinic } from '../../../shared/clinic/clinic.ts';
import type { PlatformAnswer } from '../../../shared/platforms/platform.ts';
import { askedQuestions } from '../../../shared/policy/asked-questions.ts';
import { type AnswerValue, sameValue } from '../../../shared/screening/answer.ts';
import { collectAnswers } from '../../../shared/screening/collect-answers.ts';
import { type Draft, draftOf, lastSentAt } from '../../../shared/screening/draft.ts';
import { keys, type Page } from '../../../shared/store/item.ts';
import { dayMs, type Instant } from '../../../shared/time/instant.ts';
import { loadStandpoint, racesMax } from '../change-booking.ts';
import { type BookingDeps, keyOfPlace, type PageDeps } from '../deps.ts';
import { ContentionError } from '../errors.ts';
import { readItems } from '../load.ts';
import { closedWhy, findPage, placeOfPage, readDraft, screeningPolicy } from './open-token.ts';

/** How long it is kept that nothing was typed; far longer than anything is under way. Days. */
const forgottenDays = 1;

/** What the form holds, sent while it is filled in. */
export interface Typed {
  answers: PlatformAnswer[];
  /** When the page was shown; 0 where it does not say. */
  openedAt: Instant;
}

/** `overtaken`: the form was sent after this page had been shown. */
export type DraftSaved = 'saved' | 'overtaken' | 'closed' | 'unknown';

/** The draft is read before the booking and put on what was read: whatever forgot it in between is seen by the next try. */
export async function saveDraft(deps: PageDeps, token: string, typed: Typed): Promise<DraftSaved> {
  for (let race = 0; race < racesMax; race += 1) {
    const page = await findPage(deps, token, 'screening');
    if (page === undefined) return 'unknown';
    const before = await readDraft(deps, placeOfPage(page));
    const stand = await standOf(deps, page);
    if (stand === undefined) return 'unknown';
    const { booking } = stand;
    const now = deps.clock.now();
    if (closedWhy(page, booking, now) !== undefined) return 'closed';
    if (typed.openedAt < lastSentAt(booking)) return 'overtaken';
    const found = booking.uid === page.uid ? before : await readDraft(deps, booking);
    const known = draftOf(booking, found);
    const values = await readValues(deps, stand, typed.answers, now);
    if (sameValues(known?.values ?? {}, values)) return 'saved';
    const { openedAt } = typed;
    const madeFor = page.phoneKey === undefined ? {} : { phoneKey: page.phoneKey };
    const body = { ...madeFor, values, at: now, openedAt, expiresAt: page.expiresAt };
    if (await putDraft(deps, booking, found, body)) return 'saved';
  }
  throw new ContentionError('draft');
}

/** What was typed is gone: it was sent, or its client is erased. Written also where nothing is, so that what is being saved at this moment finds out. */
export async function forgetDraft(deps: BookingDeps, place: Place): Promise<void> {
  for (let race = 0; race < racesMax; race += 1) {
    const before = await readDraft(deps, place);
    const now = deps.clock.now();
    const expiresAt = before?.expiresAt ?? now + forgottenDays * dayMs;
    if (await putDraft(deps, place, before, { values: {}, at: now, openedAt: 0, expiresAt })) return;
  }
  throw new ContentionError('draft');
}

/** `false`: another write came first. */
async function putDraft(
  deps: BookingDeps,
  { clinicId, platform, uid }: Place,
  before: Draft | undefined,
  body: Pick<Draft, 'phoneKey' | 'values' | 'at' | 'openedAt' | 'expiresAt'>,
): Promise<boolean> {
  const version = (before?.version ?? 0) + 1;
  const next: Draft = { type: 'draft', clinicId, platform, uid, version, ...body };
  return (await deps.store.put(next, before?.version ?? 'absent')).put === 'stored';
}

interface Stand {
  booking: Booking;
  clinic: Clinic;
}

/** Without the client's other visits, which nobody asks for while something is typed; a booking that has moved is followed. */
async function standOf(deps: PageDeps, page: Page): Promise<Stand | undefined> {
  const place = placeOfPage(page);
  const [booking, clinic] = await readItems(deps, [keyOfPlace(place), keys.clinic(place.clinicId)]);
  if (booking?.type === 'booking' && clinic?.type === 'clinic') return { booking, clinic };
  return loadStandpoint(deps, place);
}

async function readValues(
  deps: PageDeps,
  { booking, clinic }: Stand,
  sent: PlatformAnswer[],
  at: Instant,
): Promise<Record<string, AnswerValue>> {
  const policy = await screeningPolicy(deps, { booking, clinic, policy: undefined });
  if (policy === undefined) return {};
  const questions = askedQuestions(policy);
  const { answers } = collectAnswers({ questions, sent, at, zone: clinic.zone, source: 'form' });
  return Object.fromEntries(Object.entries(answers).map(([question, { value }]) => [question, value]));
}

function sameValues(one: Draft['values'], other: Draft['values']): boolean {
  const ids = Object.keys(one);
  return (
    ids.length === Object.keys(other).length &&
    ids.every((id) => {
      const [a, b] = [one[id], other[id]];
      return a !== undefined && b !== undefined && sameValue(a, b);
    })
  );
}
