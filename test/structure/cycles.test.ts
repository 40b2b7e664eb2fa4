/** Planted circles of imports. */
import { describe, expect, test } from 'vitest';
import { checkPlanted } from './planted.ts';
import { cycleRule } from './rules/cycles.ts';

describe('circles of imports', () => {
  test('are found through a third file, and said in full', () => {
    expect(
      checkPlanted(cycleRule, {
        'shared/a.ts': "import { b } from './b.ts';",
        'shared/b.ts': "import { c } from './sub/c.ts';",
        'shared/sub/c.ts': "import { a } from '../a.ts';",
      }),
    ).toEqual(['shared/sub/c.ts:1 shared/a.ts -> shared/b.ts -> shared/sub/c.ts -> shared/a.ts']);
  });

  test('are found where only types close them', () => {
    expect(
      checkPlanted(cycleRule, {
        'shared/a.ts': "import type { B } from './b.ts';",
        'shared/b.ts': "import type { A } from './a.ts';",
      }),
    ).toHaveLength(1);
  });

  test('are found behind a file that was walked before', () => {
    expect(
      checkPlanted(cycleRule, {
        'shared/a.ts': "import { c } from './c.ts';",
        'shared/b.ts': "import { c } from './c.ts';",
        'shared/c.ts': "import { b } from './b.ts';",
      }),
    ).toHaveLength(1);
  });

  test('are not seen where two ways lead to one file', () => {
    expect(
      checkPlanted(cycleRule, {
        'shared/a.ts': "import { b } from './b.ts';\nimport { c } from './c.ts';",
        'shared/b.ts': "import { c } from './c.ts';",
        'shared/c.ts': 'export const c = 1;',
      }),
    ).toEqual([]);
  });
});
