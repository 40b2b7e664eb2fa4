/** Plants a violation: made-up files in memory, and what a rule says about them. */
import { parseSource, type Rule, say } from './source.ts';

/** File texts by path; answers with one line for each violation the rule finds. */
export function checkPlanted({ check }: Rule, texts: Readonly<Record<string, string>>): string[] {
  return check(Object.entries(texts).map(([path, text]) => parseSource(path, text))).map(say);
}
