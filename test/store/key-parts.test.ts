/** Keys are taken apart as they are put together. */
import { expect, test } from 'vitest';
import { keys } from '../../shared/store/item.ts';
import { clinicOfKey, isBookingKey, placeOfKey } from '../../shared/store/key-parts.ts';

const booking = keys.booking('elm-street', 'cal-com', 'a#b\n#c');

test('a booking key names its place, whatever its uid holds', () => {
  expect(placeOfKey(booking)).toEqual({ clinicId: 'elm-street', platform: 'cal-com', uid: 'a#b\n#c' });
  expect(placeOfKey(keys.draft('elm-street', 'cal-com', 'a'))).toBeUndefined();
  expect(placeOfKey('booking#elm-street#cal-com#')).toBeUndefined();
});

test('a key of what is a clinic’s names the clinic', () => {
  const own = [
    booking,
    keys.delivery('elm-street', 'cal-com', 'd'),
    keys.contact('elm-street', 'k'),
    keys.clinic('elm-street'),
    keys.policy('elm-street', 'microneedling', 2),
    keys.draft('elm-street', 'cal-com', 'a'),
    keys.job('elm-street', 'j'),
  ];
  expect(own.map(clinicOfKey)).toEqual(own.map(() => 'elm-street'));
  expect(own.map((key) => clinicOfKey(keys.quarantine(key)))).toEqual(own.map(() => 'elm-street'));
});

test('a key of what is nobody’s or found by itself names none', () => {
  const others = [
    keys.page('token'),
    keys.number('+12125550142'),
    keys.message('m'),
    keys.spendPause(),
    keys.quarantine(keys.page('token')),
    '',
  ];
  expect(others.map(clinicOfKey)).toEqual(others.map(() => undefined));
});

test('only a booking stands at a booking key', () => {
  expect(isBookingKey(booking)).toBe(true);
  expect([keys.quarantine(booking), keys.draft('elm-street', 'cal-com', 'a')].map(isBookingKey)).toEqual([
    false,
    false,
  ]);
});
