/** Finds files that import each other in a circle, types included: such files are one file that pretends to be several. */
import type { Rule, SourceFile, Violation } from '../source.ts';

export const cycleRule: Rule = { name: 'No file imports itself through others', check: findCycles };

/** Walks the imports depth first; meeting a file of the current path again closes a circle. Each file is walked once. */
function findCycles(files: readonly SourceFile[]): Violation[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const walked = new Set<string>();
  const violations: Violation[] = [];

  function walk(file: SourceFile, trail: readonly string[]): void {
    walked.add(file.path);
    const here = [...trail, file.path];
    for (const { file: imported, line } of file.imports) {
      if (imported === undefined) continue;
      const start = here.indexOf(imported);
      if (start >= 0) {
        violations.push({ path: file.path, line, says: [...here.slice(start), imported].join(' -> ') });
        continue;
      }
      const next = byPath.get(imported);
      if (next !== undefined && !walked.has(imported)) walk(next, here);
    }
  }

  for (const file of files) if (!walked.has(file.path)) walk(file, []);
  return violations;
}
