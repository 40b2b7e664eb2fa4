/** Looks a page over with axe, narrow and wide, light and dark, and says what is seriously wrong with it. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import * as z from 'zod';

const narrow = { width: 375, height: 740 };
const wide = { width: 1_280, height: 900 };

/** Everything once in each width and once in each colour scheme; what depends on both, the contrast, in the other two as well. */
const looks = [
  { size: narrow, colorScheme: 'light', rules: undefined },
  { size: narrow, colorScheme: 'dark', rules: ['color-contrast'] },
  { size: wide, colorScheme: 'light', rules: ['color-contrast'] },
  { size: wide, colorScheme: 'dark', rules: undefined },
] as const;

const found = z.array(
  z.object({
    id: z.string(),
    impact: z.enum(['minor', 'moderate', 'serious', 'critical']).nullable(),
    nodes: z.array(z.object({ html: z.string() })),
  }),
);

/** One line for each serious or critical issue, and for a page wider than its window. */
export async function scan(page: Page, name: string): Promise<string[]> {
  const issues: string[] = [];
  await page.evaluate(axe.source);
  for (const { size, colorScheme, rules } of looks) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    const where = `${name} at ${size.width} px, ${colorScheme}`;
    const options = {
      resultTypes: ['violations'],
      ...(rules === undefined ? {} : { runOnly: { type: 'rule', values: rules } }),
    };
    const violations = found.parse(
      await page.evaluate(
        `new Promise(requestAnimationFrame).then(() => axe.run(document, ${JSON.stringify(options)})).then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html }) => ({ html })) })))`,
      ),
    );
    for (const { id, impact, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue;
      issues.push(`${where}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
    }
    const isTooWide = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
    if (isTooWide) issues.push(`${where}: wider than its window`);
  }
  return issues;
}
