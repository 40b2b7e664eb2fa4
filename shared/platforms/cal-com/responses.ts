/** What the client typed into Cal.com's form: answers, a phone number, consent to texts and guests, each under a slug of the clinic's own making. */
import { phoneCharsMax } from '../../api/person-limits.ts';
import type { PlatformAnswer } from '../platform.ts';
import type { CalComBooking, Responses } from './body.ts';

/** Slugs of the form's own fields, which are no screening questions. */
const systemSlugs: ReadonlySet<string> = new Set([
  'name',
  'email',
  'location',
  'notes',
  'guests',
  'rescheduleReason',
  'title',
  'attendeePhoneNumber',
  'smsReminderNumber',
]);

/** The slug under which a clinic asks for consent to texts, without case and punctuation. */
const consentSlug = 'smsconsent';

const yes: ReadonlySet<unknown> = new Set([true, 'true', 'yes', 'sí', 'si']);
const no: ReadonlySet<unknown> = new Set([false, 'false', 'no']);

/** The answers under their slug and label. Cal.com repeats the clinic's own fields in `userFieldsResponses`: the repetition is dropped, a contradiction kept. */
export function answersIn(booking: CalComBooking): PlatformAnswer[] {
  const all = booking.responses ?? {};
  const own = Object.entries(booking.userFieldsResponses ?? {}).filter(
    ([slug, { value }]) => !Object.hasOwn(all, slug) || contradicts(all[slug]?.value, value),
  );
  return [...Object.entries(all), ...own]
    .filter(([slug, { value }]) => !systemSlugs.has(slug) && !isConsent(slug) && isGiven(value))
    .map(([slug, { label, value }]) => ({
      names: label === undefined || label === null || label.trim() === '' ? [slug] : [slug, label],
      raw: value,
    }));
}

/** Consent to texts as the form states it; `undefined` when it was not asked or cannot be read as yes or no. */
export function consentIn(booking: CalComBooking): boolean | undefined {
  const given = [booking.responses ?? {}, booking.userFieldsResponses ?? {}]
    .flatMap((responses) => Object.entries(responses))
    .filter(([slug]) => isConsent(slug))
    .map(([, { value }]) => (typeof value === 'string' ? value.trim().toLowerCase() : value));
  if (given.some((value) => no.has(value))) return false;
  return given.some((value) => yes.has(value)) ? true : undefined;
}

/** The phone number, wherever this form holds it, as it was typed. */
export function phoneIn(booking: CalComBooking): string | undefined {
  const responses = booking.responses ?? {};
  return (
    booking.attendees[0].phoneNumber ??
    booking.smsReminderNumber ??
    phoneUnder(responses, 'attendeePhoneNumber') ??
    phoneUnder(responses, 'smsReminderNumber')
  );
}

/** How many people come: attendees include the guests, but a form's own list of them may be longer. */
export function peopleIn(booking: CalComBooking): number {
  const responses = booking.responses ?? {};
  const guests = Object.hasOwn(responses, 'guests') ? responses.guests?.value : undefined;
  return Math.max(booking.attendees.length, Array.isArray(guests) ? 1 + guests.length : 1);
}

function phoneUnder(responses: Responses, slug: string): string | undefined {
  const value = Object.hasOwn(responses, slug) ? responses[slug]?.value : undefined;
  if (typeof value !== 'string') return undefined;
  const phone = value.trim();
  return phone === '' || phone.length > phoneCharsMax ? undefined : phone;
}

function isConsent(slug: string): boolean {
  return slug.toLowerCase().replace(/[^a-z0-9]/g, '') === consentSlug;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function contradicts(one: unknown, other: unknown): boolean {
  return isGiven(other) && typeof other !== 'object' && one !== other;
}
