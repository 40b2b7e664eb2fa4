/** One limit, one constant: what a form lets somebody type is what the API takes. That a form has no other is a rule of the structure. */
import { expect, test } from 'vitest';
import * as z from 'zod';
import { actSchema, clearanceSchema, newBookingSchema } from '../../shared/api/manager/act.ts';
import {
  doctorCharsMax,
  doctorCharsMin,
  visitMinutesMax,
  visitMinutesMin,
  whyCharsMax,
  whyCharsMin,
} from '../../shared/api/manager/act-limits.ts';
import { searchQuery } from '../../shared/api/manager/clinic-view.ts';
import { lastDigits, typedCharsMax, typedCharsMin } from '../../shared/api/manager/search-limits.ts';
import { emailCharsMax, nameCharsMax, phoneCharsMax } from '../../shared/api/person-limits.ts';

const described = z.object({ properties: z.record(z.string(), z.record(z.string(), z.unknown())) });

function fieldOf(schema: z.ZodType, name: string): Record<string, unknown> | undefined {
  return described.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })).properties[name];
}

test.each([
  ['a reason', actSchema, 'why', { minLength: whyCharsMin, maxLength: whyCharsMax }],
  ['a doctor', clearanceSchema, 'doctor', { minLength: doctorCharsMin, maxLength: doctorCharsMax }],
  ['a name', newBookingSchema, 'name', { maxLength: nameCharsMax }],
  ['a phone', newBookingSchema, 'phone', { maxLength: phoneCharsMax }],
  ['an e-mail', newBookingSchema, 'email', { maxLength: emailCharsMax }],
  ["a visit's minutes", newBookingSchema, 'lasts', { minimum: visitMinutesMin, maximum: visitMinutesMax }],
  ['a name searched', searchQuery, 'name', { minLength: typedCharsMin, maxLength: typedCharsMax }],
  ['last digits', searchQuery, 'lastFour', { pattern: `^\\d{${lastDigits}}$` }],
])('the API takes %s as long as the form does', (_, schema, field, limits) => {
  expect(fieldOf(schema, field)).toMatchObject(limits);
});
