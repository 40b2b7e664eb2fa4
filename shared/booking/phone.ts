/** Phone numbers and e-mail addresses as they are compared and texted. */
import { createHmac } from 'node:crypto';
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import { isCountry } from '../clinic/countries.ts';

/** Characters of a raw phone that are looked at; longer ones are no phone. */
const rawCharsMax = 40;

/** North American premium-rate numbers; other countries' are refused by the list of countries. */
const premium = /^\+1900/;

/** Territories that carriers serve as the United States. */
const unitedStates: readonly string[] = ['US', 'PR', 'VI', 'GU', 'AS', 'MP'];

/** The E.164 form of a number that may be texted, or `undefined`: not a number, impossible, or of a country the clinic does not text. */
export function usablePhone(raw: string, countries: readonly string[]): string | undefined {
  if (raw.length > rawCharsMax) return undefined;
  const known = countries.filter(isCountry);
  const number = parsePhoneNumberFromString(raw, known[0] === undefined ? {} : { defaultCountry: known[0] });
  if (number === undefined || !number.isPossible() || premium.test(number.number)) return undefined;
  const candidates = number.country === undefined ? number.getPossibleCountries() : [number.country];
  const allowed =
    candidates.length === 0
      ? number.countryCallingCode === '1' && known.some(isNorthAmerican)
      : candidates.some((country) => isServed(country, known));
  return allowed ? number.number : undefined;
}

/** Lower case, blanks gone; `undefined` for what is no address. */
export function normalEmail(raw: string): string | undefined {
  const email = raw.trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+$/.test(email) && email.length <= 254 ? email : undefined;
}

/** A per-clinic key of a phone, an e-mail or a number's last four digits: HMAC-SHA256, 128 bits, base64url. `secret` is the clinic's, base64. */
export function clientKeyOf(secret: string, kind: 'phone' | 'email' | 'last-four', value: string): string {
  return createHmac('sha256', Buffer.from(secret, 'base64'))
    .update(`${kind}:${value}`)
    .digest('base64url')
    .slice(0, 22);
}

function isServed(country: CountryCode, known: readonly CountryCode[]): boolean {
  return known.includes(country) || (unitedStates.includes(country) && known.includes('US'));
}

function isNorthAmerican(country: CountryCode): boolean {
  return country === 'US' || country === 'CA';
}
