/** Counting parts, at each boundary and against an independent counter. */
import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, test } from 'vitest';
import { isGsm7, septetsOf } from '../../shared/text/gsm7.ts';
import { countSegments } from '../../shared/text/segments.ts';

const seed = 20261101;

describe('GSM-7', () => {
  test.each([
    ['a', 0, 1],
    ['a', 160, 1],
    ['a', 161, 2],
    ['a', 306, 2],
    ['a', 307, 3],
    ['a', 459, 3],
    ['a', 460, 4],
    ['ñ', 160, 1],
    ['€', 80, 1],
    ['€', 81, 2],
  ])('%s, %i times, is %i part(s)', (char, times, segments) => {
    expect(countSegments(char.repeat(times))).toMatchObject({ encoding: 'GSM-7', segments });
  });

  test('an extension character counts two septets', () => {
    for (const char of '^{}\\[]~|€')
      expect(countSegments(char)).toEqual({ encoding: 'GSM-7', units: 2, segments: 1 });
  });

  test('an escape pair does not straddle two parts', () => {
    const two = `${'a'.repeat(152)}€${'a'.repeat(152)}`;
    expect(countSegments(two)).toEqual({ encoding: 'GSM-7', units: 306, segments: 3 });
    const fits = `${'a'.repeat(151)}€${'a'.repeat(153)}`;
    expect(countSegments(fits)).toEqual({ encoding: 'GSM-7', units: 306, segments: 2 });
  });

  test('has é ñ ü ¿ ¡ and a capital Ç, but no á í ó ú and no small ç', () => {
    expect(isGsm7('éñü¿¡Ç')).toBe(true);
    for (const char of 'áíóúçÁ') expect(septetsOf(char)).toBeUndefined();
    expect(countSegments('França').encoding).toBe('UCS-2');
  });
});

describe('UCS-2', () => {
  test.each([
    ['ç', 70, 1],
    ['ç', 71, 2],
    ['ç', 134, 2],
    ['ç', 135, 3],
    ['😀', 35, 1],
    ['😀', 36, 2],
    ['😀', 66, 2],
    ['😀', 67, 3],
  ])('%s, %i times, is %i part(s)', (char, times, segments) => {
    expect(countSegments(char.repeat(times))).toMatchObject({ encoding: 'UCS-2', segments });
  });

  test('one character outside GSM-7 makes the whole text UCS-2', () => {
    expect(countSegments(`${'a'.repeat(159)}á`)).toEqual({ encoding: 'UCS-2', units: 160, segments: 3 });
  });

  test('a grapheme cluster does not straddle two parts', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(countSegments(`${'ç'.repeat(66)}${family}${'ç'.repeat(57)}`)).toMatchObject({
      units: 134,
      segments: 3,
    });
    expect(countSegments(`${'ç'.repeat(56)}${family}${'ç'.repeat(67)}`)).toMatchObject({
      units: 134,
      segments: 2,
    });
  });

  test('a cluster longer than a part is split between its characters, never counted as one part', () => {
    expect(countSegments(`a${'\u0301'.repeat(200)}`)).toEqual({ encoding: 'UCS-2', units: 201, segments: 3 });
  });
});

/**
 * The oracle differs in three places, left out of the generated texts: it takes a CR LF pair for one UCS-2 cluster, it has the form feed
 * (which no text means), and it lets a cluster longer than a part overflow it.
 */
describe('an independent counter agrees', () => {
  const plain = fc.constantFrom(...'abcXYZ 019@£$¥èéñüÑÇ¿¡_\n\'"-€^{}[]~|\\');
  const wide = fc.oneof(
    plain,
    fc.constantFrom('á', 'ç', '’', '…', '中', 'ش', '😀', '👨‍👩‍👧‍👦', '🇪🇸', 'e\u0301', '👍🏽'),
  );

  test('on every text of GSM-7 characters', () => {
    agreesOn(fc.array(plain, { minLength: 1, maxLength: 500 }));
  });

  test('on every text with other scripts, emoji and combining marks', () => {
    agreesOn(fc.array(wide, { minLength: 1, maxLength: 250 }));
  });

  test('on which characters of the basic plane are GSM-7, but for the form feed', () => {
    const differing: number[] = [];
    for (let code = 0; code <= 0xffff; code += 1) {
      const char = String.fromCharCode(code);
      const theirs = new SegmentedMessage(char).encodingName;
      if (countSegments(char).encoding !== theirs) differing.push(code);
    }
    expect(differing).toEqual([0x0c]);
  });

  function agreesOn(texts: fc.Arbitrary<string[]>): void {
    fc.assert(
      fc.property(texts, (pieces) => {
        const body = pieces.join('');
        const theirs = new SegmentedMessage(body);
        expect(countSegments(body)).toMatchObject({
          encoding: theirs.encodingName,
          segments: theirs.segmentsCount,
        });
      }),
      { seed, numRuns: 400 },
    );
  }
});
