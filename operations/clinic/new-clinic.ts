/** A clinic from what its operator says of it: the rest as a newcomer would want it, and each mistake with what is expected there. */
import type { Mistake } from '../../functions/workflow/change-clinic.ts';
import { brandCharsMax, type Clinic, clinicSchema, defaultTextHours } from '../../shared/clinic/clinic.ts';
import { platformIds } from '../../shared/platforms/platforms.ts';
import { botoxPolicy } from '../../shared/policy/defaults/botox.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import { type Expectation, expectations } from '../../shared/text/say-expected.ts';
import { isRecord, type Settings } from './settings.ts';

export type NewClinic = { ok: true; clinic: Clinic } | { ok: false; mistakes: Mistake[] };

/** What has no default, in the words of somebody who never saw the schema. */
const neededSettings: Readonly<Record<string, string>> = {
  id: 'a short name for addresses and commands, such as rose: lower-case words joined by hyphens',
  brand: `the name that texts begin with, at most ${brandCharsMax} characters`,
  phone: 'the number clients call, as texts show it, such as "+1 212 555 0111"',
  place: 'where the clinic is, as the text of the morning shows it, such as "12 Example Street"',
  zone: 'an IANA time zone, such as America/New_York',
  smsNumber: "the number texts come from and go to, not another clinic's, such as +12125550190",
  pagesUrl: "the address of the stage's HTTP API, or your own domain in front of it: https://host",
  services: 'a service of a platform, such as services.cal-com.microneedling=microneedling',
};

const noPlatform: Mistake = { path: 'services', expected: `expected ${neededSettings.services}` };

/** `pagesUrl`: where the stage serves its pages, where that is known. */
export function newClinic(settings: Settings, pagesUrl: string | undefined): NewClinic {
  const platforms = isRecord(settings.services) ? Object.keys(settings.services) : [];
  const given = {
    status: 'active',
    language: 'en',
    textHours: defaultTextHours,
    countries: ['US'],
    questionNames: {},
    policies: {
      [microneedlingPolicy.treatment]: microneedlingPolicy.version,
      [botoxPolicy.treatment]: botoxPolicy.version,
    },
    ...(pagesUrl === undefined ? {} : { pagesUrl }),
    ...settings,
    consent: withDefaults(settings.consent, platforms),
    type: 'clinic',
    version: 1,
  };
  const read = clinicSchema.safeParse(given);
  const mistakes = [
    ...(read.success ? [] : expectations(read.error.issues).map((one) => mistakeOf(one, given))),
    ...platformMistakes(settings),
    ...(isRecord(settings.services) && platforms.length === 0 ? [noPlatform] : []),
  ];
  return read.success && mistakes.length === 0 ? { ok: true, clinic: read.data } : { ok: false, mistakes };
}

/** The careful default: without a word in the booking nobody is texted. What is no map stays as it is, for the schema to refuse. */
function withDefaults(consent: unknown, platforms: readonly string[]): unknown {
  const stated = Object.fromEntries(platforms.map((platform) => [platform, 'stated']));
  if (consent === undefined) return stated;
  return isRecord(consent) ? { ...stated, ...consent } : consent;
}

/** A platform that nobody can read would be connected in vain. */
export function platformMistakes({ services, consent }: Settings): Mistake[] {
  return Object.entries({ services, consent }).flatMap(([field, map]) =>
    Object.keys(isRecord(map) ? map : {})
      .filter((platform) => !platformIds.includes(platform))
      .map((platform) => ({
        path: `${field}.${platform}`,
        expected: `expected a platform: ${platformIds.join(', ')}`,
      })),
  );
}

/** Treatments that services name and no policy decides on: their bookings wait for a person. */
export function treatmentsWithoutPolicy({ services, policies }: Clinic): string[] {
  const named = Object.values(services).flatMap((map) => Object.values(map));
  return [...new Set(named)].filter((treatment) => !Object.hasOwn(policies, treatment));
}

function mistakeOf({ at, expected }: Expectation, given: Settings): Mistake {
  const path = at.join('.');
  const needed = Object.hasOwn(given, path) ? undefined : neededSettings[path];
  return { path, expected: needed === undefined ? expected : `expected ${needed}` };
}
