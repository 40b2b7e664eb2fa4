/** Plain letters where that is honest, nothing where it is not. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isGsm7 } from '../../shared/text/gsm7.ts';
import { toGsm7, transliterate } from '../../shared/text/transliterate.ts';

const seed = 20261102;

describe('toGsm7', () => {
  test.each([
    ['‘we’ll’ “see”', "'we'll' \"see\""],
    ['a – b — c − d', 'a - b - c - d'],
    ['wait…', 'wait...'],
    ['a\u00a0b\u202fc\u2009d', 'a b c d'],
    ['más tarde, aquí también: ¿qué año?', 'mas tarde, aqui también: ¿qué año?'],
    ['cafe\u0301 y nin\u0303o', 'café y niño'],
    ['França, Łódź, Đặng, İstanbul, Œuvre', 'Franca, Lodz, Dang, Istanbul, OEuvre'],
    ['Ｆｕｌｌ №5 ½', 'Full No5 1/2'],
    ['one\r\ntwo\rthree\u2028four', 'one\ntwo\nthree\nfour'],
    ['see you 😀 soon', 'see you soon'],
    ['a\u202eb\u200bc\u0007', 'abc'],
    ['中文 text', 'text'],
  ])('%j becomes %j', (text, plain) => {
    expect(toGsm7(text)).toBe(plain);
  });

  test('whatever comes in, GSM-7 comes out, and a second time changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const plain = toGsm7(text);
        expect(isGsm7(plain)).toBe(true);
        expect(toGsm7(plain)).toBe(plain);
      }),
      { seed, numRuns: 500 },
    );
  });
});

describe('transliterate', () => {
  test('says nothing rather than another word where letters would be lost', () => {
    for (const text of ['سارة', '李明', 'Мария', 'Anаа', 'שרה', 'x²中'])
      expect(transliterate(text)).toBeUndefined();
  });

  test('loses no letter where it says something', () => {
    expect(transliterate('José Núñez 😀')).toBe('José Nuñez');
  });
});
