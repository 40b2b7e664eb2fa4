/** Keeps what a client types into the screening form until they send it: nothing is decided on it, and it never stands in the way of what was sent. */
import type { Booking } from '../../shared/booking/booking.ts';
import type { Place } from '../../shared/booking/place-event.ts';
import type { Clinic } from '../../shared/clinic/clinic.ts';
import type { PlatformAnswer } from '../../shared/platforms/platform.ts';
import { askedQuestions } from '../../shared/policy/asked-questions.ts';
import { type AnswerValue, sameValue } from '../../shared/screening/answer.ts';
import { collectAnswers } from '../../shared/screening/collect-answers.ts';
import { type Draft, lastSentAt } from '../../shared/screening/draft.ts';
import { keys, type Page } from '../../shared/store/item.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { loadStandpoint, racesMax } from './change-booking.ts';
import { type BookingDeps, keyOfPlace, type PageDeps } from './deps.ts';
import { ContentionError } from './errors.ts';
import { readItems } from './load.ts';
import { closedWhy, findPage, placeOfPage, screeningPolicy } from './open-token.ts';

/** What the form holds, sent while it is filled in. */
export interface Typed {
  answers: PlatformAnswer[];
  /** When the page was shown; 0 where it does not say. */
  openedAt: Instant;
}

/** `overtaken`: the form was sent after this page had been shown. */
export type DraftSaved = 'saved' | 'overtaken' | 'closed' | 'unknown';

export async function saveDraft(deps: PageDeps, token: string, typed: Typed): Promise<DraftSaved> {
  const page = await findPage(deps, token, 'screening');
  if (page === undefined) return 'unknown';
  const stand = await standOf(deps, page);
  if (stand === undefined) return 'unknown';
  const now = deps.clock.now();
  if (closedWhy(page, stand.booking, now) !== undefined) return 'closed';
  if (typed.openedAt < lastSentAt(stand.booking)) return 'overtaken';
  const values = await readValues(deps, stand, typed.answers, now);
  await putDraft(deps, stand.booking, (before) =>
    sameValues(before?.values ?? {}, values) ? before : { values, at: now, expiresAt: page.expiresAt },
  );
  return 'saved';
}

export async function readDraft(deps: BookingDeps, booking: Booking): Promise<Draft | undefined> {
  const [item] = await readItems(deps, [keyOfDraft(booking)]);
  return item?.type === 'draft' ? item : undefined;
}

/** What was typed is gone: it was sent, or its client is erased. */
export async function forgetDraft(deps: BookingDeps, place: Place): Promise<void> {
  await putDraft(deps, place, (before) => {
    if (before === undefined || Object.keys(before.values).length === 0) return before;
    return { values: {}, at: before.at, expiresAt: before.expiresAt };
  });
}

type DraftBody = Pick<Draft, 'values' | 'at' | 'expiresAt'>;

/** One conditional put; whoever types in two tabs at once keeps what came last. */
async function putDraft(
  deps: BookingDeps,
  place: Place,
  change: (before: Draft | undefined) => DraftBody | undefined,
): Promise<void> {
  for (let race = 0; race < racesMax; race += 1) {
    const [item] = await readItems(deps, [keyOfDraft(place)]);
    const before = item?.type === 'draft' ? item : undefined;
    const body = change(before);
    if (body === undefined || body === before) return;
    const { clinicId, platform, uid } = place;
    const { values, at, expiresAt } = body;
    const version = (before?.version ?? 0) + 1;
    const next: Draft = { type: 'draft', clinicId, platform, uid, version, values, at, expiresAt };
    if ((await deps.store.put(next, before?.version ?? 'absent')).put === 'stored') return;
  }
  throw new ContentionError('draft');
}

function keyOfDraft({ clinicId, platform, uid }: Place): string {
  return keys.draft(clinicId, platform, uid);
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
