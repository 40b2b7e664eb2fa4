/** From a platform's description of a booking to the gate's own words: treatment, usable phone, client keys, screening answers. */
import { nameCharsMax, phoneCharsMax } from '../api/person-limits.ts';
import type { Clinic } from '../clinic/clinic.ts';
import { ownPlatform } from '../platforms/own-platform.ts';
import type { BookingDetails } from '../platforms/platform.ts';
import { askedQuestions } from '../policy/asked-questions.ts';
import type { Policy } from '../policy/policy.ts';
import type { Answers } from '../screening/answer.ts';
import { collectAnswers } from '../screening/collect-answers.ts';
import type { Instant } from '../time/instant.ts';
import type { Client } from './booking.ts';
import { clientKeyOf, normalEmail, usablePhone } from './phone.ts';

/** A visit as one event describes it, ready for `evolve`. */
export interface Visit {
  service: string;
  treatment?: string;
  policyVersion?: number;
  startAt: Instant;
  endAt: Instant;
  client: Client;
  phoneKey?: string;
  emailKey?: string;
  lastFourKey?: string;
  people: number;
  answers: Answers;
  consent: { given: boolean; at: Instant; source: string };
}

/** How clients are keyed: computed before anything is loaded, so that their other visits can be read at once. */
export interface ClientKeys {
  phone?: string;
  phoneKey?: string;
  emailKey?: string;
  lastFourKey?: string;
}

export function clientKeysOf(
  details: BookingDetails,
  countries: readonly string[],
  secret: string,
): ClientKeys {
  const phone = details.client.phone === undefined ? undefined : usablePhone(details.client.phone, countries);
  const email = details.client.email === undefined ? undefined : normalEmail(details.client.email);
  return {
    ...(phone === undefined
      ? {}
      : {
          phone,
          phoneKey: clientKeyOf(secret, 'phone', phone),
          lastFourKey: clientKeyOf(secret, 'last-four', phone.slice(-4)),
        }),
    ...(email === undefined ? {} : { emailKey: clientKeyOf(secret, 'email', email) }),
  };
}

/** The treatment the clinic maps a platform's service to; `undefined` asks for a person. Staff name the treatment itself. */
export function treatmentOf(clinic: Clinic, platform: string, service: string): string | undefined {
  if (platform === ownPlatform) return Object.hasOwn(clinic.policies, service) ? service : undefined;
  const services = clinic.services[platform] ?? {};
  return Object.hasOwn(services, service) ? services[service] : undefined;
}

export function readVisit(
  details: BookingDetails,
  context: { clinic: Clinic; platform: string; policy: Policy | undefined; secret: string; saidAt: Instant },
): Visit {
  const { clinic, platform, policy, secret, saidAt } = context;
  const { phone, ...clientKeys } = clientKeysOf(details, clinic.countries, secret);
  const email = details.client.email === undefined ? undefined : normalEmail(details.client.email);
  const treatment = treatmentOf(clinic, platform, details.service);
  const { answers } = collectAnswers({
    questions: policy === undefined ? [] : askedQuestions(policy),
    clinicMap: clinic.questionNames,
    sent: details.answers,
    at: saidAt,
    zone: clinic.zone,
    source: 'platform',
  });
  return {
    service: details.service,
    ...(treatment === undefined ? {} : { treatment }),
    ...(policy === undefined ? {} : { policyVersion: policy.version }),
    startAt: details.startAt,
    endAt: details.endAt,
    client: {
      name: details.client.name.slice(0, nameCharsMax),
      ...(phone === undefined ? givenPhoneOf(details) : { phone }),
      ...(email === undefined ? {} : { email }),
      language: details.client.language ?? clinic.language,
      ...(details.client.zone === undefined ? {} : { zone: details.client.zone }),
    },
    ...clientKeys,
    people: Math.max(1, details.people),
    answers,
    consent: consentOf(details, clinic, platform, saidAt),
  };
}

/** A landline, say: nobody texts it, and people may call. */
function givenPhoneOf({ client }: BookingDetails): { givenPhone?: string } {
  const given = client.phone?.trim().slice(0, phoneCharsMax) ?? '';
  return given === '' ? {} : { givenPhone: given };
}

function consentOf(details: BookingDetails, clinic: Clinic, platform: string, at: Instant): Visit['consent'] {
  if (details.consent !== undefined) {
    const source = platform === ownPlatform ? 'staff' : `stated by ${platform}`;
    return { given: details.consent, at, source };
  }
  return clinic.consent[platform] === 'paper'
    ? { given: true, at, source: "the clinic's own paper" }
    : { given: false, at, source: 'none given' };
}
