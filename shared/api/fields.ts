/** The fields that several views and acts have in common. */
import * as z from 'zod';
import { isLocalDate } from '../time/zone.ts';

/** ISO 8601 in UTC. */
export const instant = z.string().max(30);
export const sentence = z.string().max(1_000);

/** Outside of these years a day is a slip of the keyboard, and not every one of them can be reckoned with. */
const dayMin = '1900-01-01';
const dayMax = '2099-12-31';

/** A local date of the clinic. */
export const localDate = z
  .string()
  .refine(
    (text) => isLocalDate(text) && text >= dayMin && text <= dayMax,
    'expected a date such as 2026-11-22',
  );
