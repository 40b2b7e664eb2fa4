/** What every act of staff is sent with, and what each act adds. */
import * as z from 'zod';
import { findingIdCharsMax, findingsMax } from '../../booking/finding.ts';
import { stepIdCharsMax } from '../../follow-up/step.ts';
import { identifier, languages } from '../../policy/words.ts';
import { cleanTyped } from '../../text/typed-text.ts';
import { localDate } from '../fields.ts';
import { emailCharsMax, nameCharsMax, phoneCharsMax } from '../person-limits.ts';
import {
  doctorCharsMax,
  doctorCharsMin,
  visitMinutesMax,
  visitMinutesMin,
  whyCharsMax,
  whyCharsMin,
} from './act-limits.ts';

/** What people type, as it is kept. */
const typed = z.string().overwrite(cleanTyped);
/** Why, for the record. */
const why = typed.min(whyCharsMin, `expected a reason of ${whyCharsMin} characters or more`).max(whyCharsMax);
/** Made for each click, so that the same one sent twice acts once. */
const click = z.uuid('expected a UUID made for this click');
/** The version of the booking that the person saw. */
const version = z.int().nonnegative();

/** An act on the clinic, or a new booking: no version is compared. */
export const clinicActSchema = z.strictObject({ click, why });
export type ClinicAct = z.infer<typeof clinicActSchema>;

/** An act on one booking as it was seen. */
export const actSchema = z.strictObject({ click, why, version });
export type ActAsked = z.infer<typeof actSchema>;

/** Ids of the findings to approve: at most as many as one decision keeps. */
const findings = z.array(z.string().max(findingIdCharsMax)).min(1).max(findingsMax);

export const approvalSchema = z.strictObject({ ...actSchema.shape, findings });
/** A doctor's note on record: who wrote it and when. */
export const clearanceSchema = z.strictObject({
  ...actSchema.shape,
  findings,
  doctor: typed.min(doctorCharsMin).max(doctorCharsMax),
  on: localDate,
});
export const proposalSchema = z.strictObject({ ...actSchema.shape, accept: z.boolean() });
export const markSchema = z.strictObject({ ...actSchema.shape, as: z.enum(['completed', 'no-show']) });
/** Whose wish it was: a client who called off need not be told. */
export const callOffSchema = z.strictObject({ ...actSchema.shape, by: z.enum(['client', 'clinic']) });
/** The failed or unknown text to send once more, by its step. */
export const resendSchema = z.strictObject({ ...actSchema.shape, step: z.string().max(stepIdCharsMax) });

const saidWord = z.enum(['yes', 'no', 'never', 'still', 'unsure']);
export type SaidWord = z.infer<typeof saidWord>;
/** As the screening form sends it: a word, or a local date. */
const saidSchema = z.union([saidWord, localDate], 'expected a date such as 2026-11-22, or one of the words');
/** What the client told staff, by question id. */
export const answersSchema = z.strictObject({
  ...actSchema.shape,
  answers: z
    .record(identifier, saidSchema)
    .refine((all) => Object.keys(all).length > 0, 'expected at least one answer'),
});

/** A visit agreed on by telephone or at the desk. */
export const newBookingSchema = z.strictObject({
  ...clinicActSchema.shape,
  /** One of the clinic's treatments. */
  treatment: identifier,
  /** Local date and time of the clinic: `2026-11-22T10:30`. */
  start: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'expected a local time such as 2026-11-22T10:30'),
  /** Minutes. */
  lasts: z.int().min(visitMinutesMin).max(visitMinutesMax),
  name: typed.min(1, "expected the client's name").max(nameCharsMax),
  /** As people write it; refused where it is no number of the clinic's countries. */
  phone: z.string().trim().max(phoneCharsMax).optional(),
  email: z.email('expected an e-mail address').max(emailCharsMax).optional(),
  language: z.enum(languages),
  /** The client agreed to texts, to the person who writes it down. */
  consent: z.boolean(),
});
export type NewBooking = z.infer<typeof newBookingSchema>;

/** A client's erasure: asked for twice, by name. */
export const eraseSchema = z.strictObject({
  ...actSchema.shape,
  /** The client's name once more, so that nobody is erased by a slip. */
  name: z.string().max(nameCharsMax),
});
