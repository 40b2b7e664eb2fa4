/** What a schema refuses is said in our own words, and by the name of what is wrong. */
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { expectations } from '../../shared/text/say-expected.ts';

function expectedBy(schema: z.ZodType, value: unknown): [at: string, expected: string][] {
  const { error } = schema.safeParse(value);
  return expectations(error?.issues ?? []).map(({ at, expected }) => [at.join('.'), expected]);
}

describe('What a schema expects is said', () => {
  const kinds = z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('gap') }),
    z.object({ kind: z.literal('pause') }),
  ]);
  test.each<[string, z.ZodType, unknown, string]>([
    ['a text', z.string(), 3, 'expected a text'],
    ['a text that is missing', z.string(), undefined, 'expected a text'],
    ['a text with something in it', z.string().min(1), '', 'expected some text'],
    ['a longer text', z.string().min(3), 'ab', 'expected at least 3 characters'],
    ['a shorter text', z.string().max(1), 'abc', 'expected at most one character'],
    ['a text of one length', z.string().length(4), 'abc', 'expected exactly 4 characters'],
    ['a whole number', z.int(), 1.5, 'expected a whole number'],
    ['a number above another', z.int().positive(), 0, 'expected more than 0'],
    ['a number below another', z.number().lt(3), 3, 'expected less than 3'],
    ['a number up to another', z.number().max(3), 4, 'expected at most 3'],
    ['a list with something in it', z.array(z.string()).min(1), [], 'expected at least one entry'],
    ['a list of one length', z.array(z.string()).length(7), [], 'expected exactly 7 entries'],
    ['one of some words', z.enum(['en', 'es']), 'fr', 'expected one of en, es'],
    ['one word', z.literal('en'), 'fr', 'expected en'],
    ['one of some kinds', kinds, { kind: 'guess' }, 'expected one of gap, pause'],
    ['what our own schema says', z.string().regex(/^a$/, 'expected an a'), 'b', 'expected an a'],
    ['nothing of the library where it has no words', z.uuid(), 'b', 'expected something else'],
  ])('as %s', (_, schema, value, expected) => {
    expect(expectedBy(schema, value).map(([, said]) => said)).toEqual([expected]);
  });

  test('at its place, and at each field that is not known', () => {
    const schema = z.strictObject({ title: z.strictObject({ en: z.string() }) });
    expect(expectedBy(schema, { title: { en: 1, fr: 'x', de: 'y' } })).toEqual([
      ['title.en', 'expected a text'],
      ['title.fr', 'expected no such field'],
      ['title.de', 'expected no such field'],
    ]);
  });

  test('of a name in a map as such', () => {
    const schema = z.record(z.string().regex(/^a$/, 'expected an a'), z.string());
    expect(expectedBy(schema, { b: 'x' })).toEqual([['b', 'expected an a, as its name']]);
  });
});
