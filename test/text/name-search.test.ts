/** What an index holds of a name, and what is asked of it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  askedPrefixes,
  comparableName,
  isNamedLike,
  namePrefixes,
  searchedWordsMax,
} from '../../shared/text/name-search.ts';

const seed = 20261122;

describe('a name is found', () => {
  test.each([
    ['by its first word and its last', 'Ángel Ruiz', ['ang', 'rui']],
    ['by each word of a longer one', 'Ana María Díaz López', ['ana', 'lop', 'mar', 'dia']],
    ['by both parts of a double name', 'Mary-Ann Smith-Jones', ['mar', 'jon', 'smi', 'ann']],
    ['by the letters that follow a short word', 'Jo Li', ['jol', 'li']],
    ['as it is spoken', "Dr. Eve O'Neil", ['eve', 'one']],
    ['once by words that begin alike', 'Ana Anaya', ['ana']],
    ['by its one word', '李明', ['李明']],
    ['by nothing where it has no letters', '😀', []],
    [
      'by the longest words of a very long one',
      'Juan Carlos de la Fuente García',
      ['jua', 'gar', 'car', 'fue'],
    ],
  ])('%s', (_, name, prefixes) => {
    expect(namePrefixes(name)).toEqual(prefixes);
  });

  test('by no more prefixes than there are indexes, and none is empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (name) => {
        const prefixes = namePrefixes(name);
        expect(prefixes.length).toBeLessThanOrEqual(searchedWordsMax);
        for (const prefix of prefixes) expect(prefix).not.toBe('');
      }),
      { seed },
    );
  });
});

describe('what is asked for', () => {
  test.each([
    ['Delgado', ['del']],
    ['dí', ['di']],
    ['delgado, rosa', ['del']],
    ['jo anne', ['joa', 'ann']],
    ['de la Cruz', ['del', 'cru']],
    ['li jo', ['lij']],
    ['...', []],
  ])('for %j is %j', (typed, prefixes) => {
    expect(askedPrefixes(typed)).toEqual(prefixes);
  });
});

describe('what staff type', () => {
  test.each([
    ['Ana María Díaz', 'an', true],
    ['Ana María Díaz', 'DIAZ', true],
    ['Ana María Díaz', 'mar', true],
    ['Ana María Díaz', 'ana d', true],
    ['Ana María Díaz', 'díaz, ana', true],
    ['Ana María Díaz', 'maría díaz', true],
    ['Ana María Díaz', 'anamaria', true],
    ['Ana María Díaz', 'ana x', false],
    ['Ana María Díaz', 'iaz', false],
    ['Mary Ann Smith', 'maryann', true],
    ['Maryann Smith', 'mary ann', true],
    ['Rosa de la Cruz', 'delacruz', true],
    ["D'Angelo Smith", 'dangelo', true],
    ['李明', '李', true],
    ['😀', '😀', false],
    ['Ana', '', false],
  ])('of %j begins %j: %j', (name, typed, begins) => {
    expect(isNamedLike(comparableName(name), typed)).toBe(begins);
  });

  const word = fc.constantFrom(
    'ana',
    'Anaïs',
    'de',
    'la',
    'Cruz',
    'maria',
    'D’Angelo',
    'li',
    'jo',
    'Mary',
    'Dr',
  );
  const name = fc
    .array(word, { minLength: 1, maxLength: searchedWordsMax - 1 })
    .map((words) => words.join(' '));

  test.each([
    ['the beginning of the name, however it is spaced', (letters: string) => letters.replaceAll(' ', '')],
    ['the beginning of the name', (letters: string) => letters],
    ['the words in another order', (letters: string) => letters.split(' ').toReversed().join(' ')],
  ])('finds the name in the index: %s', (_, changed) => {
    fc.assert(
      fc.property(name, fc.nat(20), fc.nat(2), (whole, length, from) => {
        const typed = changed(whole.split(' ').slice(from).join(' ').slice(0, length));
        const isLongEnough = comparableName(typed)
          .split(' ')
          .some((one) => one.length >= 3);
        if (!isLongEnough || !isNamedLike(comparableName(whole), typed)) return;
        const prefixes = namePrefixes(whole);
        expect(askedPrefixes(typed).some((prefix) => prefixes.includes(prefix))).toBe(true);
      }),
      { seed, numRuns: 500 },
    );
  });
});
