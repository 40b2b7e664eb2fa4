/** Which numbers may be texted: possible ones of the clinic's countries, as carriers count them. */
import { expect, test } from 'vitest';
import { clientKeyOf, usablePhone } from '../../shared/booking/phone.ts';
import { clinicSchema } from '../../shared/clinic/clinic.ts';
import { aClinic } from '../world/world.ts';

test.each([
  ['+1 212 555 0117', '+12125550117'],
  ['(212) 555-0117', '+12125550117'],
  ['212.555.0117', '+12125550117'],
  ['+1 787 555 0141', '+17875550141'],
  ['+1 939 555 0141', '+19395550141'],
])('%s is one for a clinic in the United States', (raw, phone) => {
  expect(usablePhone(raw, ['US'])).toBe(phone);
});

test.each([
  ['of another country', '+44 7911 123456'],
  ['at premium rate', '+1 900 555 1234'],
  ['too short', '12'],
  ['no number', 'call me'],
  ['empty', ''],
  ['endless', '2'.repeat(50)],
  ['of a Caribbean country that is not served', '+1 876 555 0141'],
])('one that is %s is none', (_, raw) => {
  expect(usablePhone(raw, ['US'])).toBeUndefined();
});

test('a clinic of several countries takes numbers of each, and the first is assumed', () => {
  expect(usablePhone('+34 612 345 678', ['US', 'ES'])).toBe('+34612345678');
  expect(usablePhone('612 345 678', ['ES', 'US'])).toBe('+34612345678');
});

test('a country that does not exist is refused in the settings, with its place', () => {
  const read = clinicSchema.safeParse({ ...aClinic(), countries: ['XX'] });
  expect(read.error?.issues.map(({ path }) => path.join('.'))).toEqual(['countries.0']);
});

test('a client key depends on the clinic and on what it is a key of', () => {
  const secret = Buffer.alloc(32, 1).toString('base64');
  const other = Buffer.alloc(32, 2).toString('base64');
  const phone = clientKeyOf(secret, 'phone', '+12125550117');
  expect(phone).toHaveLength(22);
  expect(clientKeyOf(other, 'phone', '+12125550117')).not.toBe(phone);
  expect(clientKeyOf(secret, 'last-four', '+12125550117')).not.toBe(phone);
});
