/** Planted limits of a form's own. */
import { expect, test } from 'vitest';
import { checkPlanted } from './planted.ts';
import { formLimitsRule } from './rules/form-limits.ts';

const imported = "import { nameCharsMax } from '../shared/api/person-limits.ts';\n";

test.each([
  'const field = <input maxLength={200} />;',
  'const field = <input maxLength="200" />;',
  'const nameCharsMax = 200;\nconst field = <input maxLength={nameCharsMax} />;',
  "import { nameCharsMax } from './own.ts';\nconst field = <input maxLength={nameCharsMax} />;",
  'const field = <input type="number" min={5} />;',
  `${imported}const field = <input maxLength={nameCharsMax + 1} />;`,
])("a form's limits are its own in: %s", (text) => {
  expect(checkPlanted(formLimitsRule, { 'web/planted.tsx': text })).not.toEqual([]);
});

test.each([
  `${imported}const field = <input maxLength={nameCharsMax} />;`,
  'const field = <input type="date" max={today} />;',
  'const shown = Math.min(1, 2);',
])("a form's limits are the contract's in: %s", (text) => {
  expect(checkPlanted(formLimitsRule, { 'web/planted.tsx': text })).toEqual([]);
});
