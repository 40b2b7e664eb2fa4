/** The fields that several views and acts have in common. */
import * as z from 'zod';
import { isLocalDate } from '../time/zone.ts';

/** ISO 8601 in UTC. */
export const instant = z.string().max(30);
export const sentence = z.string().max(1_000);

/** A day that exists, whichever; who needs bounds sets them. */
export const localDate = z.string().refine(isLocalDate, 'expected a date such as 2026-11-22');
