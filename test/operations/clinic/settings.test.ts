/** Settings on a command line: read into fields, and written so that they can be read again. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readSettings } from '../../../operations/clinic/read-settings.ts';
import { readFileSettings, readPairs, writePairs } from '../../../operations/clinic/settings.ts';
import { type Clinic, clinicSchema } from '../../../shared/clinic/clinic.ts';
import { roseClinic } from './rose-clinic.ts';

describe('a pair changes', () => {
  test.each([
    ['a text, with whatever it holds', ['brand=A=B, C'], { brand: 'A=B, C' }],
    ['a list', ['countries=US, CA,'], { countries: ['US', 'CA'] }],
    ['a number', ['policies.botox=100'], { policies: { microneedling: 1, botox: 100 } }],
    [
      'one entry of a map, and the rest stays',
      ['services.cal-com.30 min v1.2=botox', 'services.standard.botox=botox'],
      {
        services: {
          'cal-com': { microneedling: 'microneedling', '30 min v1.2': 'botox' },
          standard: { botox: 'botox' },
        },
      },
    ],
    ['an entry away', ['services.cal-com.microneedling='], { services: { 'cal-com': {} } }],
    ['a platform away', ['services.cal-com=', 'consent.cal-com='], { services: {}, consent: {} }],
    ['a whole map', ['questionNames={"Botox?":"last-botox"}'], { questionNames: { 'Botox?': 'last-botox' } }],
    ['what stands in JSON', ['textHours=[null]'], { textHours: [null] }],
  ])('%s', (_, pairs, settings) => {
    expect(readPairs(roseClinic, pairs)).toEqual({ ok: true, settings });
  });

  test('no inherited property', () => {
    const read = readPairs(roseClinic, ['services.__proto__.x=botox', 'consent.constructor=paper']);
    const services = read.ok ? read.settings.services : undefined;
    expect(Object.keys(Object(services))).toEqual(['cal-com', '__proto__']);
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });
});

describe('a pair is refused', () => {
  test.each([
    ['colour=red', 'colour', 'expected one of: id, brand'],
    ['version=7', 'version', 'expected one of: id, brand'],
    ['restoredAt=1', 'restoredAt', 'expected one of: id, brand'],
    ['toString=1', 'toString', 'expected one of: id, brand'],
    ['brand.en=Rose', 'brand.en', 'expected no further name'],
    ['textHours=9-20', 'textHours', 'expected JSON'],
    ['services=microneedling', 'services', 'expected JSON'],
  ])('%s', (pair, path, expected) => {
    expect(readPairs(roseClinic, ['brand=Rose', pair])).toEqual({
      ok: false,
      mistakes: [{ path, expected: expect.stringContaining(expected) }],
    });
  });

  test.each([
    ['{', '', 'expected JSON'],
    ['[1]', '', 'expected one JSON object'],
    ['{"brand":"Rose","colour":"red"}', 'colour', 'expected one of'],
  ])('and so is the file %s', (text, path, expected) => {
    expect(readFileSettings(Buffer.from(text))).toEqual({
      ok: false,
      mistakes: [{ path, expected: expect.stringContaining(expected) }],
    });
  });
});

test('A mistake in a file begins with its name, once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'booking-gate-settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'rose.json');
  const pathOf = (text: string) => {
    writeFileSync(file, text);
    const read = readSettings(file, [], {});
    return read.ok ? [] : read.mistakes.map(({ path }) => path);
  };
  expect(pathOf('{')).toEqual([file]);
  expect(pathOf('{"colour":"red"}')).toEqual([`${file}: colour`]);
});

test('Whatever a clinic is, what is written of it is read back as the same clinic', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter(isWritable);
  const word = fc.stringMatching(/^[a-z]{1,8}(-[a-z]{1,8})?$/);
  const text = fc.string({ minLength: 7, maxLength: 20 }).filter((value) => value.trim().length >= 7);
  const clinics = fc.record({
    brand: text,
    place: text,
    services: fc.dictionary(word, fc.dictionary(name, word, { minKeys: 1 }), { maxKeys: 3 }),
    questionNames: fc.dictionary(name, word),
    consent: fc.dictionary(word, fc.constantFrom('paper' as const, 'stated' as const)),
    policies: fc.dictionary(word, fc.integer({ min: 1, max: 1_000 })),
    countries: fc.uniqueArray(fc.constantFrom('US', 'CA', 'MX'), { minLength: 1 }),
  });
  fc.assert(
    fc.property(clinics, (some) => {
      const clinic: Clinic = clinicSchema.parse({ ...roseClinic, ...some });
      const read = readPairs({}, writePairs(clinic));
      const maps = { services: {}, questionNames: {}, consent: {}, policies: {} };
      const settings = read.ok ? read.settings : read.mistakes;
      expect({ type: 'clinic', version: clinic.version, ...maps, ...settings }).toEqual(clinic);
    }),
    { seed: 20_261_122, numRuns: 200 },
  );
});

/** A name that holds a `=` needs a file; one that JavaScript would sort as an index, or take for a prototype, proves nothing more. */
function isWritable(name: string): boolean {
  return !name.includes('=') && name !== '__proto__';
}
