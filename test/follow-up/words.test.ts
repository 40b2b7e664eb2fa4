/** What holds of every text whatever it says: its length, its letters, and what it must never say. */
import { describe, expect, test } from 'vitest';
import { carePlan } from '../../shared/follow-up/care-plan.ts';
import { composeReply, composeText, optOutLines } from '../../shared/follow-up/compose-text.ts';
import { type MilestoneId, milestoneIds, type TextFacts } from '../../shared/follow-up/milestone.ts';
import { PageLinkMissingError } from '../../shared/follow-up/page-link.ts';
import { type Language, languages } from '../../shared/policy/words.ts';
import { isGsm7 } from '../../shared/text/gsm7.ts';
import { countSegments } from '../../shared/text/segments.ts';
import { toGsm7 } from '../../shared/text/transliterate.ts';
import { longestFacts, ordinaryFacts, withoutName } from './text-facts.ts';

const named: MilestoneId[] = ['booked', 'late-booking', 'not-yet', 'released', 'new-time'];
const each = milestoneIds.flatMap((id) => languages.map((language) => ({ id, language })));

function words(id: MilestoneId, language: Language, facts: TextFacts): string {
  return toGsm7(carePlan[id].words[language](facts));
}

describe.each(each)('$id in $language', ({ id, language }) => {
  test('fits one segment with the longest facts, and a status text with the opt-out line too', () => {
    const first = carePlan[id].kind === 'status' ? ` ${optOutLines[language]}` : '';
    const without = [withoutName(longestFacts), withoutEarliest(longestFacts)];
    if (carePlan[id].link === 'guidance') without.push(withoutLink(longestFacts));
    for (const facts of [longestFacts, ...without]) {
      const body = words(id, language, facts) + first;
      expect(countSegments(body), body).toMatchObject({ encoding: 'GSM-7', segments: 1 });
    }
  });

  test('begins with the clinic', () => {
    expect(words(id, language, ordinaryFacts)).toMatch(/^Rosewood Skin: ["¿¡]?\p{Lu}/u);
    expect(words(id, language, withoutName(ordinaryFacts))).toMatch(/^Rosewood Skin: ["¿¡]?\p{Lu}/u);
  });

  test(`says the first name ${named.includes(id) ? 'right after it' : 'nowhere'}`, () => {
    const said = words(id, language, ordinaryFacts);
    if (named.includes(id)) expect(said).toMatch(/^Rosewood Skin: Ana, /);
    else expect(said).not.toContain('Ana');
  });

  test('carries the link where the milestone leads to a page, and only there', () => {
    const { link } = carePlan[id];
    expect(words(id, language, ordinaryFacts).includes('https://')).toBe(link !== undefined);
    if (link === undefined) return;
    const linkless = () => words(id, language, withoutLink(ordinaryFacts));
    if (link === 'guidance') expect(linkless()).not.toContain('https://');
    else expect(linkless).toThrow(PageLinkMissingError);
  });

  test('offers no word to reply but 1, 2, STOP, START and HELP, and never CANCEL', () => {
    const said = words(id, language, ordinaryFacts);
    expect(said).not.toMatch(/cancel/i);
    const offered = said.match(/\b(?:1|2|[A-Z]{3,})\b(?! ?(?:30|[A-Z]))/g) ?? [];
    const known = new Set(['1', '2', 'STOP', 'START', 'HELP', 'SPF', '212', '555']);
    expect(offered.filter((word) => !known.has(word))).toEqual([]);
  });

  test('says nothing that depends on what this client answered, and never why', () => {
    expect(words(id, language, ordinaryFacts)).not.toMatch(
      /you answered|usted respond|your answer|sus? respuesta|because|porque|pregnan|embaraz|nursing|lactan|diabet|cancer|heart|coraz|autoimm|autoinm|hemo|chemo|quimio|rosacea|block|bloque|refus|rechaz|review|revis|contraind|allerg/i,
    );
  });

  test('tells nobody to stop a medicine', () => {
    const advice = words(id, language, ordinaryFacts).replace(/\bSTOP\b/g, '');
    expect(advice).not.toMatch(/\bstop|deje de|suspenda|discontinue/i);
  });

  test('has no mark left unfilled and no stray blank', () => {
    const said = words(id, language, ordinaryFacts);
    expect(said).not.toMatch(/[{}<>]|undefined|null|NaN| {2}| [.,;:!?]/);
  });
});

test('every text needs no more than GSM-7 once composed, in both languages, even with a clinic that writes otherwise', () => {
  for (const milestone of milestoneIds) {
    for (const language of languages) {
      const facts = { ...ordinaryFacts, brand: 'Piel “Ángel” – 美 ✨', place: 'Calle Ávila 5…' };
      const { body, encoding } = isReply(milestone)
        ? composeReply({ milestone, language, facts })
        : composeText({ milestone, language, facts, firstToNumber: true });
      expect(isGsm7(body), body).toBe(true);
      expect(encoding).toBe('GSM-7');
      expect(body).toMatch(/^Piel "Angel" -:? /);
    }
  }
});

describe('composing', () => {
  const booked = { milestone: 'booked', language: 'es', facts: ordinaryFacts, firstToNumber: false } as const;

  test('appends the opt-out line to the first text of a number only', () => {
    expect(composeText({ ...booked, firstToNumber: true }).body).toMatch(/ Responda STOP para salir$/);
    expect(composeText({ ...booked, language: 'en', firstToNumber: true }).body).toMatch(
      / Reply STOP to opt out$/,
    );
    expect(composeText(booked).body).not.toContain('STOP');
  });

  test('gives up the name where only that keeps the text in one part', () => {
    const request = { milestone: 'late-booking', language: 'en', firstToNumber: true } as const;
    const link = 'https://go.rosewood-skin.test/p/abcdefgh';
    const long = composeText({ ...request, facts: { ...longestFacts, link } });
    expect(long.segments).toBe(1);
    expect(long.body).toMatch(/^Rosewood Skin And Beauty: See you /);
    const short = composeText({ ...request, facts: { ...ordinaryFacts, link } });
    expect(short.body).toMatch(/^Rosewood Skin: Ana, see you /);
  });

  test('keeps the name where leaving it out would not save a part', () => {
    const place = 'x'.repeat(40);
    const facts = { ...ordinaryFacts, brand: 'x'.repeat(200), place };
    const text = composeText({ ...booked, facts });
    expect(text.segments).toBe(2);
    expect(text.body).toContain(': Ana, ');
  });

  test('keeps accents where the clinic pays for them', () => {
    const facts = { ...ordinaryFacts, brand: 'Ángel' };
    expect(composeText({ ...booked, facts, accents: true })).toMatchObject({
      encoding: 'UCS-2',
      segments: 2,
    });
    expect(composeText({ ...booked, facts, accents: true }).body).toMatch(/^Ángel: /);
    expect(composeText({ ...booked, facts })).toMatchObject({ encoding: 'GSM-7', segments: 1 });
  });
});

function isReply(id: MilestoneId): id is 'stop' | 'start' | 'help' | 'changed' {
  return carePlan[id].kind === 'reply';
}

function withoutLink({ link: _, ...rest }: TextFacts): TextFacts {
  return rest;
}

function withoutEarliest({ eligibleFrom: _, ...rest }: TextFacts): TextFacts {
  return rest;
}
