/** A clinic from the few things its operator must say, and the words for what is missing or wrong. */
import { describe, expect, test } from 'vitest';
import { connectionOf } from '../../../operations/clinic/connections.ts';
import { newClinic, treatmentsWithoutPolicy } from '../../../operations/clinic/new-clinic.ts';
import { platformById, platformIds } from '../../../shared/platforms/platforms.ts';
import { isStandardSecret } from '../../../shared/webhook/standard-webhooks.ts';
import { roseClinic } from './rose-clinic.ts';

const { id, brand, phone, place, zone, smsNumber, pagesUrl, services } = roseClinic;
const needed = { id, brand, phone, place, zone, smsNumber, pagesUrl, services };

function mistakesOf(settings: Record<string, unknown>) {
  const made = newClinic(settings, undefined);
  return made.ok ? [] : made.mistakes;
}

describe('a new clinic', () => {
  test('is whole with what has no default, and careful: it texts nobody who did not agree', () => {
    expect(newClinic(needed, undefined)).toEqual({ ok: true, clinic: roseClinic });
  });

  test('has its pages where the stage has them, unless it says otherwise', () => {
    const { pagesUrl: _, ...rest } = needed;
    const local = newClinic(rest, 'http://localhost:3000');
    expect(local).toMatchObject({ ok: true, clinic: { pagesUrl: 'http://localhost:3000' } });
    const own = newClinic(needed, 'http://localhost:3000');
    expect(own).toMatchObject({ ok: true, clinic: { pagesUrl } });
  });

  test('keeps a consent that is given, and gets the careful one for the other platforms', () => {
    const settings = { ...needed, services: { ...services, standard: {} }, consent: { standard: 'paper' } };
    expect(newClinic(settings, undefined)).toMatchObject({
      ok: true,
      clinic: { consent: { 'cal-com': 'stated', standard: 'paper' } },
    });
  });

  test('cannot choose its version or be another kind of item', () => {
    const made = newClinic({ ...needed, version: 9, type: 'booking' }, undefined);
    expect(made).toMatchObject({ ok: true, clinic: { version: 1, type: 'clinic' } });
  });
});

describe('a mistake is named by its path', () => {
  test('all that is missing at once, in words for a newcomer', () => {
    const mistakes = mistakesOf({});
    expect(mistakes.map(({ path }) => path).sort()).toEqual(Object.keys(needed).sort());
    for (const { expected } of mistakes) expect(expected).toMatch(/^expected .*(such as|at most|https)/);
  });

  test.each([
    ['zone', { zone: 'Chicago' }, 'an IANA time zone such as America/New_York'],
    ['smsNumber', { smsNumber: '212 555 0150' }, 'an E.164 number such as +12125550100'],
    ['brand', { brand: 'x'.repeat(25) }, 'at most 24 characters'],
    ['id', { id: 'Rose Clinic' }, 'lower-case words joined by hyphens'],
    ['pagesUrl', { pagesUrl: 'https://gate.example/' }, 'an origin'],
    ['countries.1', { countries: ['US', 'Canada'] }, 'an ISO 3166 country'],
    ['colour', { colour: 'red' }, 'no such field'],
    ['services', { services: {} }, 'a service of a platform'],
    ['services.vagaro', { services: { vagaro: { a: 'botox' } } }, 'a platform: standard, cal-com'],
    ['services.toString', { services: { toString: { a: 'botox' } } }, 'a platform: standard, cal-com'],
    ['consent.cal-com', { consent: { 'cal-com': 'yes' } }, 'one of paper, stated'],
    ['policies.botox', { policies: { botox: '1' } }, 'expected a number'],
  ])('%s', (path, wrong, expected) => {
    const mistakes = mistakesOf({ ...needed, ...wrong });
    expect(mistakes).toContainEqual({ path, expected: expect.stringContaining(expected) });
  });
});

test('A treatment that no policy decides on is told', () => {
  const peel = { 'cal-com': { peel: 'peel', needles: 'microneedling' } };
  expect(treatmentsWithoutPolicy({ ...roseClinic, services: peel })).toEqual(['peel']);
});

test('Each platform can be connected, with a secret that its own signatures can be made with', () => {
  for (const platform of platformIds) {
    expect(platformById(platform)?.id).toBe(platform);
    const made = [1, 2].map(() => connectionOf(platform)?.newSecret() ?? '');
    expect(new Set(made).size).toBe(2);
    for (const secret of made) {
      expect(secret.length).toBeGreaterThanOrEqual(43);
      if (platform === 'standard') expect(isStandardSecret(secret)).toBe(true);
    }
  }
});
