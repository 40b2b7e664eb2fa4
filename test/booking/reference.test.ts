/** A booking's address survives every uid a platform may make up. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReference, referenceOf } from '../../shared/booking/reference.ts';

test('a reference leads back to its booking, whatever the uid holds', () => {
  const uid = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' });
  fc.assert(
    fc.property(uid, (text) => {
      const place = { platform: 'cal-com', uid: text.slice(0, 128) };
      expect(readReference(referenceOf(place))).toEqual(place);
      expect(referenceOf(place)).toMatch(/^[\w-]+$/);
    }),
    { seed: 20261122 },
  );
});

test.each([
  '',
  'not base64url!',
  '..',
  'aGVsbG8',
  'OnVpZA',
  'cGxhdGZvcm06',
  'cGxhdGZvcm06dWlk=',
  'YTpiI',
])('what is no reference leads nowhere: %s', (reference) => {
  expect(readReference(reference)).toBeUndefined();
});
