/** Planted impurities, one for each thing that would make the core answer differently another time or elsewhere. */
import { describe, expect, test } from 'vitest';
import { checkPlanted } from './planted.ts';
import { purityRule } from './rules/purity.ts';

describe('the purity of the core', () => {
  test.each([
    'export async function decide() {}',
    'const decide = async () => 1;',
    'const it = { async decide() {} };',
    'const booking = await load();',
    'const now = Date.now();',
    'const now = Date.now;',
    'const now = new Date();',
    'const now = Date();',
    'const now = Temporal.Now.instant();',
    'const now = performance.now();',
    'const dice = Math.random();',
    'const id = randomUUID();',
    'const id = crypto.randomUUID();',
    'const zone = process.env.TZ;',
    "const zone = process.env['TZ'];",
    'console.log(1);',
    'setTimeout(decide, 1);',
    "fetch('https://example.test');",
    'const later = Promise.resolve(1);',
    'const later = new Promise(decide);',
    'const hour = new Date(0).getHours();',
    'export {};\nfor await (const booking of bookings) decide(booking);',
  ])('is broken by: %s', (text) => {
    expect(checkPlanted(purityRule, { 'shared/planted.ts': text })).not.toEqual([]);
    expect(checkPlanted(purityRule, { 'functions/planted.ts': text })).toEqual([]);
  });

  test.each([
    '// Date.now() would be wrong here, and so would await.',
    "const word = 'process.env.TZ and console.log(Math.random())';",
    'const at = new Date(0).toISOString();',
    'const at = Date.parse(text);',
    'const at = new Date(now).getUTCHours();',
    'const largest = Math.max(1, 2);',
    'interface Store { load(): Promise<string> }',
    'const fact = { process: 1, console: 2 };',
  ])('is kept by: %s', (text) => {
    expect(checkPlanted(purityRule, { 'shared/planted.ts': text })).toEqual([]);
  });
});
