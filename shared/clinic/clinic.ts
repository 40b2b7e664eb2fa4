/** A clinic's settings as data, refused on load when anything about them is impossible. */
import * as z from 'zod';
import { authorCharsMax, whyCharsMax } from '../api/manager/act-limits.ts';
import { identifier, languages } from '../policy/words.ts';
import { isZone } from '../time/zone.ts';
import { isCountry } from './countries.ts';

/** No text leaves before 08:00 or from 21:00 on, whatever is configured (US telephone rules, 47 CFR 64.1200). Minutes of the local day. */
export const legalHours = { from: 8 * 60, until: 21 * 60 } as const;

/** Letters of the clinic's name that fit the one-segment texts. */
export const brandCharsMax = 24;
/** Characters of the place that fit the morning-of text. */
export const placeCharsMax = 40;
/** Services and question names one clinic may map; keeps the clinic item small. */
const mapEntriesMax = 200;

const minuteOfDay = z.int().min(0).max(1440);

/** When texts may go out on one weekday, in minutes of the local day: `from` allowed, `until` not. `null`: not at all. */
const hours = z
  .strictObject({ from: minuteOfDay, until: minuteOfDay })
  .refine((h) => h.from < h.until, { error: 'expected from to be before until', path: ['from'] })
  .refine((h) => Math.max(h.from, legalHours.from) < Math.min(h.until, legalHours.until), {
    error: 'expected some minute between 08:00 and 21:00',
    path: ['until'],
  })
  .nullable();
export type Hours = z.infer<typeof hours>;

/** Monday to Sunday. */
const textHours = z
  .tuple([hours, hours, hours, hours, hours, hours, hours])
  .refine((days) => days.some((day) => day !== null), 'expected at least one day with hours');
export type TextHours = z.infer<typeof textHours>;

const weekday = { from: 9 * 60, until: 20 * 60 };
/** 09:00-20:00, Sundays 12:00-20:00: inside the strictest state rules known. */
export const defaultTextHours: TextHours = [
  weekday,
  weekday,
  weekday,
  weekday,
  weekday,
  weekday,
  { from: 12 * 60, until: 20 * 60 },
];

export const phoneNumber = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'expected an E.164 number such as +12125550100');

/** Platforms one clinic may take bookings from. */
const platformsMax = 10;

/** Acts of staff on the clinic's texts that are remembered: the last one is shown. */
export const clinicActsMax = 10;

const clinicAct = z.strictObject({
  did: z.enum(['paused', 'resumed']),
  by: z.string().max(authorCharsMax),
  why: z.string().max(whyCharsMax),
  at: z.int(),
  /** The same click twice acts once. */
  click: z.string().max(36),
});

const tooMany = `expected at most ${mapEntriesMax} entries`;

function isSmall(map: Record<string, string>): boolean {
  return Object.keys(map).length <= mapEntriesMax;
}

export const clinicSchema = z.strictObject({
  type: z.literal('clinic'),
  id: identifier,
  version: z.int().nonnegative(),
  /** As texts show it. */
  brand: z.string().trim().min(1).max(brandCharsMax),
  /** How clients reach people: shown in texts as it stands. */
  phone: z.string().trim().min(7).max(20),
  place: z.string().trim().min(1).max(placeCharsMax),
  zone: z.string().refine(isZone, 'expected an IANA time zone such as America/New_York'),
  /** Texts that fall due at a paused clinic are skipped, and its staff are told; at a removed one both are skipped. At a restoring one it waits: nothing at all is published, and nothing is lost. */
  status: z.enum(['active', 'paused', 'restoring', 'removed']),
  /** Since when the table in use stands in for one that is gone: it may lack what was done before, so what was due before may have happened. */
  restoredAt: z.int().optional(),
  /** Who of staff paused the texts or let them go on, oldest first. */
  acts: z.array(clinicAct).max(clinicActsMax).optional(),
  language: z.enum(languages),
  textHours,
  /** The number texts come from and go to; also names the clinic of an inbound text. */
  smsNumber: phoneNumber,
  /** ISO 3166 countries whose mobile numbers may be texted; the first is taken for numbers without a country. */
  countries: z.array(z.string().refine(isCountry, 'expected an ISO 3166 country such as US')).min(1).max(20),
  /** Where the clients' pages are served: `https://host`, no slash at the end. */
  pagesUrl: z.string().regex(/^https?:\/\/[^/\s]+$/, 'expected an origin such as https://a.example'),
  /** Per platform: the service's name there to the treatment here. */
  services: z
    .record(z.string().max(40), z.record(z.string().max(200), identifier).refine(isSmall, tooMany))
    .refine(
      (platforms) => Object.keys(platforms).length <= platformsMax,
      `expected at most ${platformsMax} platforms`,
    ),
  /** The platform's name for a question to the screening question's id, where it does not match by itself. */
  questionNames: z.record(z.string().max(200), identifier).refine(isSmall, tooMany),
  /** Per platform: where consent to texts comes from. `paper`: the clinic holds it itself, unless the event says no. `stated`: only what the event says. */
  consent: z.record(z.string().max(40), z.enum(['paper', 'stated'])),
  /** Per treatment: the published version of its policy. */
  policies: z.record(identifier, z.int().positive()),
});
export type Clinic = z.infer<typeof clinicSchema>;
