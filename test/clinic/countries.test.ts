/** The list of countries against the library that it stands for. */
import { getCountries } from 'libphonenumber-js/mobile';
import { expect, test } from 'vitest';
import { isCountry } from '../../shared/clinic/countries.ts';

test('Every country whose numbers the library can tell is known', () => {
  expect(getCountries().filter((country) => !isCountry(country))).toEqual([]);
});

test('No other two letters are a country', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const pairs = letters.flatMap((first) => letters.map((second) => first + second));

  expect(pairs.filter(isCountry)).toHaveLength(getCountries().length);
});

test.each(['', 'us', 'USA', 'US ', 'constructor'])('%j is none', (country) => {
  expect(isCountry(country)).toBe(false);
});
