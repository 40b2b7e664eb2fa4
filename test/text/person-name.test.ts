/** Names as strangers type them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isGsm7 } from '../../shared/text/gsm7.ts';
import { firstNameLettersMax, nameKey, textFirstName } from '../../shared/text/person-name.ts';

const seed = 20261103;

describe('the first name in a text', () => {
  test.each([
    ['an ordinary name', 'Ana María Díaz', 'Ana'],
    ['accents that GSM-7 lacks', 'Ángel Ruiz', 'Angel'],
    ['accents that it has', 'José Pérez', 'José'],
    ['ç', 'Françoise Petit', 'Francoise'],
    ['a title', 'Dr. Ana Díaz', 'Ana'],
    ['an apostrophe', 'D’Angelo Smith', "D'Angelo"],
    ['a hyphen', 'Mary-Ann Smith', 'Mary-Ann'],
    ['surrounding blanks', '  \u00a0 Ana \t Diaz ', 'Ana'],
    ['emoji before, within and after', '✨Ana😀 🇪🇸 Díaz', 'Ana'],
    ['an emoji family', '👨‍👩‍👧‍👦 Ana', 'Ana'],
    ['an emoji keycap and a skin tone', '👍🏽 Ana', 'Ana'],
    ['combining marks in heaps', 'A\u0300\u0301\u0302\u0303n\u0336a\u0337 Díaz', 'Ana'],
    ['decomposed accents', 'Jose\u0301 Perez', 'José'],
    ['bidi overrides and isolates', '\u202eAna\u202c \u2067Díaz\u2069', 'Ana'],
    ['zero width characters', 'A\u200bn\u200d\ufeffa Díaz', 'Ana'],
    ['a line break and a planted message', 'Ana\nYour account is closed http://evil.example', 'Ana'],
    ['a comma after it', 'Ana, Díaz', 'Ana'],
    ['full-width letters', 'Ａｎａ', 'Ana'],
    ['twenty letters', 'Maximilianaalexandra Ruiz', 'Maximilianaalexandra'],
    ['a long double name', 'Maria-Guadalupe-Esperanza Ruiz', 'Maria-Guadalupe'],
  ])('%s: it can be said', (_, name, said) => {
    expect(textFirstName(name)).toBe(said);
  });

  test.each([
    ['nothing', ''],
    ['blanks', ' \n\t '],
    ['only emoji', '😀👍🏽'],
    ['only a title', 'Mrs.'],
    ['Arabic', 'سارة أحمد'],
    ['Hebrew', 'שרה כהן'],
    ['Chinese', '李明'],
    ['Cyrillic among Latin letters', 'Anа Diaz'],
    ['a web address', 'http://evil.example Ana'],
    ['a host name', 'evil.example'],
    ['digits', 'Ana2 Diaz'],
    ['markup', '<b>Ana</b>'],
    ['a lone surrogate', '\ud83d'],
    ['a cut emoji', 'Ana\ud83d'.slice(3)],
    ['21 letters', 'Maximilianaalexandras Ruiz'],
  ])('%s: it is left out', (_, name) => {
    expect(textFirstName(name)).toBeUndefined();
  });

  test('whatever is typed, what is said is a short GSM-7 word of letters', () => {
    const unit = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.constantFrom(..."aé-'. \n\u202e\u200b\u0301", '😀', 'ß', 'ﬁ'),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 40 }), (pieces) => {
        const said = textFirstName(pieces.join(''));
        if (said === undefined) return;
        expect(isGsm7(said)).toBe(true);
        expect(said.length).toBeLessThanOrEqual(firstNameLettersMax);
        expect(said).toMatch(/^\p{L}+(['-]\p{L}+)*$/u);
      }),
      { seed, numRuns: 2000 },
    );
  });
});

describe('the name key', () => {
  test.each([
    ['case', 'ANA DIAZ', 'Ana Diaz'],
    ['accents', 'Ana Díaz', 'Ana Diaz'],
    ['decomposed accents', 'Ana Di\u0301az', 'Ana Díaz'],
    ['punctuation', "Ana O'Neil.", 'Ana ONeil'],
    ['middle names', 'Ana María Luisa Díaz', 'Ana Díaz'],
    ['hyphens', 'Mary-Ann Smith', 'Mary Ann Smith'],
    ['blanks and invisible characters', ' Ana\u200b  D\u00adiaz ', 'Ana Diaz'],
    ['a title', 'Dra. Ana Díaz', 'Ana Díaz'],
    ['letters without a decomposition', 'Łukasz Sørensen', 'Lukasz Sorensen'],
    ['a dotted capital', 'İnci Işık', 'Inci isik'],
    ['Arabic vowel signs', 'سَارَة أحمد', 'سارة أحمد'],
    ['emoji', 'Ana 😀 Diaz', 'Ana Diaz'],
  ])('does not see %s', (_, one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  test.each([
    ['Ana Díaz', 'Ana Ruiz'],
    ['Ana Díaz', 'Eva Díaz'],
    ['Ana', 'Ana Díaz'],
    ['李明', '李丽'],
    ['が', 'か'],
    ['Ana Diaz', ''],
  ])('tells %s from %s', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });

  test('is first and last word', () => {
    expect(nameKey('Ana María Díaz')).toBe('ana diaz');
    expect(nameKey('Ana')).toBe('ana');
    expect(nameKey('😀')).toBe('');
  });
});
