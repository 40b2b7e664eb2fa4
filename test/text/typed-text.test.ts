/** What people type is kept as they see it. */
import { expect, test } from 'vitest';
import { newBookingSchema } from '../../shared/api/manager/act.ts';
import { cleanTyped } from '../../shared/text/typed-text.ts';

test.each([
  ['An\u0000na', 'An na'],
  [' Anna \u00a0 Maria\tLopez\n', 'Anna Maria Lopez'],
  ['\u202eannA\u2066', 'annA'],
  ['Anna\ud800', 'Anna'],
  ['Zo\u200bë', 'Zoë'],
  ['نی\u200cلوفر', 'نی\u200cلوفر'],
  ['Lina 👩🏽‍⚕️', 'Lina 👩🏽‍⚕️'],
])('%j is kept as %j', (typed, kept) => {
  expect(cleanTyped(typed)).toBe(kept);
});

test('a new booking and an act are kept so, and a name of which nothing is seen is none', () => {
  const asked = {
    click: '7f4df6a3-0ec1-4f0e-9a52-2d6a7c1f9b10',
    why: 'walk\u0000in',
    treatment: 'microneedling',
    start: '2026-11-22T10:30',
    lasts: 60,
    name: '\u202eAna\u00a0 Cruz',
    language: 'en',
    consent: false,
  };

  expect(newBookingSchema.parse(asked)).toMatchObject({ name: 'Ana Cruz', why: 'walk in' });
  expect(newBookingSchema.safeParse({ ...asked, name: '\u202e \u0000' }).success).toBe(false);
  expect(newBookingSchema.safeParse({ ...asked, why: '\u200b\u200b\u200b' }).success).toBe(false);
});
