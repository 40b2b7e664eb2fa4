/** What was typed into the form of a new booking, and what of it is sent. */
import type { NewBooking } from '../../shared/api/manager/act.ts';
import { visitMinutesMax, visitMinutesMin, whyCharsMin } from '../../shared/api/manager/act-limits.ts';
import { errorAt, type Refusal } from '../parts/refusal.ts';

/** As the inputs hold it: text, mostly. */
export interface Draft {
  treatment: string;
  /** Local date and time of the clinic. */
  day: string;
  time: string;
  lastsMinutes: string;
  name: string;
  phone: string;
  email: string;
  language: 'en' | 'es';
  consent: boolean;
  why: string;
}

export type DraftErrors = Partial<Record<keyof Draft, string>>;

/** What must be mended before it is worth sending; the API looks at the rest. */
export function checkDraft(draft: Draft): DraftErrors {
  const minutes = Number(draft.lastsMinutes);
  const lastsFits = Number.isInteger(minutes) && minutes >= visitMinutesMin && minutes <= visitMinutesMax;
  return {
    ...(draft.treatment === '' && { treatment: 'Please choose a treatment' }),
    ...(draft.name.trim() === '' && { name: "Please give the client's name" }),
    ...(draft.day === '' && { day: 'Please give the day' }),
    ...(draft.time === '' && { time: 'Please give the time' }),
    ...(!lastsFits && { lastsMinutes: `Please give ${visitMinutesMin} to ${visitMinutesMax} minutes` }),
    ...(draft.consent && draft.phone.trim() === '' && { phone: 'Please give the number that texts go to' }),
    ...(draft.why.trim().length < whyCharsMin && { why: 'Please say how it was booked' }),
  };
}

/** `click`: made for this form, so that sent twice it is one booking. */
export function readDraft(draft: Draft, click: string): NewBooking {
  const phone = draft.phone.trim();
  const email = draft.email.trim();
  return {
    click,
    why: draft.why.trim(),
    treatment: draft.treatment,
    start: `${draft.day}T${draft.time}`,
    lasts: Number(draft.lastsMinutes),
    name: draft.name.trim(),
    ...(phone !== '' && { phone }),
    ...(email !== '' && { email }),
    language: draft.language,
    consent: draft.consent,
  };
}

/** Each field of the API's body with the input that shows what is said of it. */
const inputs: Readonly<Record<Exclude<keyof NewBooking, 'click'>, keyof Draft>> = {
  treatment: 'treatment',
  start: 'day',
  lasts: 'lastsMinutes',
  name: 'name',
  phone: 'phone',
  email: 'email',
  language: 'language',
  consent: 'consent',
  why: 'why',
};

/** Fields that show what is wrong with them themselves. */
export const draftFields: readonly string[] = Object.keys(inputs);

/** What the API says of the fields, at their inputs. */
export function errorsOf(refusal: Refusal | undefined): DraftErrors {
  const errors: DraftErrors = {};
  for (const [field, input] of Object.entries(inputs)) {
    const says = errorAt(refusal, field);
    if (says !== undefined) errors[input] = says;
  }
  return errors;
}
