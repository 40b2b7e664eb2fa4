/** Traceability: every line of the clinic's guidance is carried by what the table says, and taking any carrier away is noticed. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { careSections } from '../../shared/follow-up/care-page.ts';
import { carePlan } from '../../shared/follow-up/care-plan.ts';
import { careSectionIds } from '../../shared/follow-up/care-section.ts';
import { guidance } from '../../shared/follow-up/guidance.ts';
import { guidanceLines } from '../../shared/follow-up/guidance-lines.ts';
import { milestoneIds } from '../../shared/follow-up/milestone.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import { languages } from '../../shared/policy/words.ts';
import { toGsm7 } from '../../shared/text/transliterate.ts';
import { guidanceDocument, guidanceDocumentUrl } from './guidance-document.ts';
import { type CarryingWorld, guidanceGaps } from './guidance-gaps.ts';
import { ordinaryFacts } from './text-facts.ts';

const enabledRules = microneedlingPolicy.rules.filter(({ enabled }) => enabled);
const world: CarryingWorld = {
  lines: guidanceLines,
  carriers: guidance,
  rules: new Map(
    enabledRules.map(({ id, source }) => [
      id,
      source.document === 'microneedling-101' ? source.line : undefined,
    ]),
  ),
  texts: new Map(
    milestoneIds.flatMap((id) =>
      languages.map(
        (language) => [`${id} ${language}`, carePlan[id].words[language](ordinaryFacts)] as const,
      ),
    ),
  ),
  sections: careSections,
};

test('every line of the guidance is carried by the rules, texts and care section its row names', () => {
  expect(guidanceGaps(world)).toEqual([]);
});

test('the three headings that advise are whole, and no line stands twice', () => {
  const count = (heading: string) => guidanceLines.filter((line) => line.heading === heading).length;
  expect(count('Pre-Care Tips')).toBe(7);
  expect(count('Post-Care Tips')).toBe(8);
  expect(count('Who Should Avoid Microneedling')).toBe(8);
  expect(new Set(guidanceLines.map(({ id }) => id)).size).toBe(guidanceLines.length);
  expect(new Set(guidanceLines.map(({ line }) => line)).size).toBe(guidanceLines.length);
});

test('every enabled rule of the default policy comes from a line of the guidance and stands in its row', () => {
  for (const rule of enabledRules) {
    if (rule.source.document !== 'microneedling-101')
      throw new Error(`${rule.id} is enabled but beyond the source`);
    const { heading, line } = rule.source;
    const found = guidanceLines.find((entry) => entry.heading === heading && entry.line === line);
    expect(found, rule.id).toBeDefined();
    if (found !== undefined) expect(guidance[found.id].rules).toContain(rule.id);
  }
});

describe('what is taken away is noticed', () => {
  const rules = Object.values(guidance).flatMap((carriers) => carriers.rules);
  const said = Object.values(guidance).flatMap((carriers) => carriers.texts);

  test.each(rules)('rule %s', (id) => {
    const fewer = new Map([...world.rules].filter(([other]) => other !== id));
    expect(guidanceGaps({ ...world, rules: fewer })).toHaveLength(1);
  });

  test('a phrase of any text, in either language', () => {
    for (const { milestone, says } of said) {
      for (const language of languages) {
        const key = `${milestone} ${language}`;
        const text = toGsm7(world.texts.get(key) ?? '');
        const texts = new Map(world.texts).set(key, text.replace(toGsm7(says[language]), ''));
        expect(guidanceGaps({ ...world, texts }), `${key}: ${says[language]}`).not.toEqual([]);
      }
    }
  });

  test.each(careSectionIds)('care section %s', (id) => {
    const sections = careSections.filter((section) => section.id !== id);
    expect(guidanceGaps({ ...world, sections })).not.toEqual([]);
  });

  test('any sentence of the care page', () => {
    for (const section of careSections) {
      for (const sentence of section.lines) {
        const sections = careSections.map((other) => ({
          ...other,
          lines: other.lines.filter((line) => line !== sentence),
        }));
        expect(guidanceGaps({ ...world, sections }), sentence.text.en).not.toEqual([]);
      }
    }
  });

  test('a row of the table', () => {
    for (const { id } of guidanceLines) {
      expect(guidanceGaps({ ...world, carriers: { ...guidance, [id]: undefined } })).toHaveLength(1);
    }
  });
});

test('the care page says it in its own words, in both languages', () => {
  const sentences = careSections.flatMap(({ lines }) => lines.map(({ text }) => text));
  for (const { en, es } of sentences) {
    expect(es).not.toBe(en);
    for (const { line } of guidanceLines.filter((entry) => entry.line.split(' ').length > 8)) {
      expect(en.toLowerCase()).not.toContain(line.toLowerCase());
    }
  }
});

test('the care page tells nobody to stop a medicine, and to ask first wherever one may be prescribed', () => {
  for (const { lines } of careSections) {
    for (const { text, carries } of lines) {
      expect(text.en).not.toMatch(/\bstop\b|discontinue/i);
      expect(text.es).not.toMatch(/deje de|suspenda/i);
      if (!carries.some((id) => id === 'actives-before' || id === 'actives-after')) continue;
      expect(text.en).toContain('ask them or us first');
      expect(text.es).toContain('consulte primero');
    }
  }
});

test('docs/guidance.md is the table as it is (node test/follow-up/guidance-document.ts writes it)', () => {
  expect(readFileSync(guidanceDocumentUrl, 'utf8')).toBe(guidanceDocument());
});
