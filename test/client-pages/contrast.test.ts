/** The stylesheet's colours against the contrast that WCAG 2.2 AA asks for, in the light and in the dark. */
import { describe, expect, test } from 'vitest';
import { stylesheet } from '../../functions/client-pages/html/style.ts';

/** https://www.w3.org/TR/WCAG22/#contrast-minimum and #non-text-contrast */
const textContrastMin = 4.5;
const borderContrastMin = 3;

const [light = {}, darkChanges = {}] = [...stylesheet.matchAll(/:root\{([^}]*)\}/g)].map(([, block = '']) =>
  Object.fromEntries(
    [...block.matchAll(/--([a-z-]+):(#[0-9a-f]{3,6})/g)].map(([, name = '', colour = '']) => [name, colour]),
  ),
);
const dark = { ...light, ...darkChanges };

function luminance(colour: string): number {
  const digits =
    colour.length === 4 ? [...colour.slice(1)].map((digit) => digit + digit).join('') : colour.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4]
    .map((start) => Number.parseInt(digits.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(colours: Record<string, string>, one: string, other: string): number {
  const [lighter = 0, darker = 0] = [colours[one], colours[other]]
    .map((colour) => luminance(colour ?? ''))
    .sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

describe.each([
  ['light', light],
  ['dark', dark],
])('in the %s', (_scheme, colours) => {
  test.each([
    ['text', 'ground'],
    ['text', 'card'],
    ['text', 'now'],
    ['soft', 'ground'],
    ['soft', 'card'],
    ['soft', 'now'],
    ['accent', 'ground'],
    ['accent', 'card'],
    ['accent', 'now'],
    ['on-accent', 'accent'],
    ['wrong', 'card'],
    ['wrong', 'wrong-ground'],
    ['text', 'wrong-ground'],
  ])('%s can be read on %s', (text, ground) => {
    expect(contrast(colours, text, ground)).toBeGreaterThanOrEqual(textContrastMin);
  });

  test('the borders of what can be filled in can be seen', () => {
    expect(contrast(colours, 'line', 'card')).toBeGreaterThanOrEqual(borderContrastMin);
  });
});

test('the measure itself knows black on white', () => {
  expect(contrast({ black: '#000', white: '#ffffff' }, 'black', 'white')).toBeCloseTo(21);
});
