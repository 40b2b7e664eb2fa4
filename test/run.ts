/** Runs every test once, prints each suite's seconds against its budget, and ends with the one line that scripts read: `N passed, N failed`. */
import { relative, sep } from 'node:path';
import { startVitest, type TestModule } from 'vitest/node';
import { buildSite } from '../local/site/build-site.ts';
import { allSuitesSecondsMax, slowSuiteSecondsMax, suiteSecondsMax } from './budgets.ts';

interface SuiteTotals {
  files: number;
  seconds: number;
}

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const testFolder = import.meta.dirname;

function suiteOf(module: TestModule): string {
  const [folder, file] = relative(testFolder, module.moduleId).split(sep);
  return file === undefined ? '(top)' : (folder ?? '(top)');
}

function secondsOf(module: TestModule): number {
  const spent = module.diagnostic();
  return (
    (spent.environmentSetupDuration +
      spent.prepareDuration +
      spent.setupDuration +
      spent.collectDuration +
      spent.duration) /
    1_000
  );
}

function totalSuites(modules: readonly TestModule[]): Map<string, SuiteTotals> {
  const suites = new Map<string, SuiteTotals>();
  for (const module of modules) {
    const before = suites.get(suiteOf(module)) ?? { files: 0, seconds: 0 };
    suites.set(suiteOf(module), { files: before.files + 1, seconds: before.seconds + secondsOf(module) });
  }
  return suites;
}

/** A file that could not be loaded, and a group whose hook broke, failed although none of its tests did. */
function countModule(module: TestModule): Counts {
  const counts = { passed: 0, failed: module.errors().length, skipped: 0 };
  for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    if (state === 'passed') counts.passed += 1;
    else if (state === 'skipped') counts.skipped += 1;
    else counts.failed += 1;
  }
  return counts;
}

function printSuites(suites: ReadonlyMap<string, SuiteTotals>): void {
  console.log('\nsuite              files   seconds    budget');
  for (const [name, { files, seconds }] of [...suites].sort(([a], [b]) => a.localeCompare(b))) {
    const budget = slowSuiteSecondsMax[name] ?? suiteSecondsMax;
    const over = seconds > budget ? '   over budget' : '';
    console.log(
      `${name.padEnd(16)}${String(files).padStart(8)}${seconds.toFixed(1).padStart(10)}${String(budget).padStart(10)}${over}`,
    );
  }
}

async function runTests(filters: string[]): Promise<Counts> {
  const startedMs = performance.now();
  // Once, and not by each of the files that need it at the same time.
  await buildSite(console.log);
  const vitest = await startVitest('test', filters, { watch: false, run: true, passWithNoTests: true });
  const modules = vitest.state.getTestModules();
  const brokenOutsideTests = vitest.state.getUnhandledErrors().length;
  await vitest.close();
  const wallSeconds = (performance.now() - startedMs) / 1_000;

  printSuites(totalSuites(modules));
  console.log(`all suites: ${wallSeconds.toFixed(1)} s by the clock, of ${allSuitesSecondsMax} s`);

  const counts = { passed: 0, failed: brokenOutsideTests, skipped: 0 };
  for (const module of modules) {
    const { passed, failed, skipped } = countModule(module);
    counts.passed += passed;
    counts.failed += failed;
    counts.skipped += skipped;
  }
  if (wallSeconds > allSuitesSecondsMax) {
    console.log('The tests took longer than their budget: counted as one failure.');
    counts.failed += 1;
  }
  if (counts.passed + counts.failed === 0) {
    console.log('No test ran: counted as one failure.');
    counts.failed += 1;
  }
  return counts;
}

const asked = process.argv.slice(2);
// Read by vitest.config.ts.
if (asked.includes('--long')) process.env.TESTS = 'long';
const { passed, failed, skipped } = await runTests(asked.filter((word) => word !== '--long'));
if (skipped > 0) console.log(`\n${skipped} skipped`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
