/** Runs the stores' contract against AWS's own DynamoDB Local and ends with `N passed, N failed`. Apart from `npm test`, for it needs Java and a large download. */
import { startVitest } from 'vitest/node';
import { install, startEngine, whatIsMissing } from './engine.ts';

interface Counts {
  passed: number;
  failed: number;
}

async function runContract(): Promise<Counts> {
  const missing = whatIsMissing();
  if (missing !== undefined) {
    console.error(missing);
    return { passed: 0, failed: 1 };
  }
  install();
  const engine = await startEngine();
  process.env.DYNAMODB_LOCAL_ENDPOINT = engine.endpoint;
  try {
    return await countTests();
  } finally {
    await engine.stop();
  }
}

async function countTests(): Promise<Counts> {
  const include = ['test/contract/dynamodb-local/*.contract.ts'];
  const vitest = await startVitest('test', [], { run: true, watch: false, include });
  const counts = { passed: 0, failed: vitest.state.getUnhandledErrors().length };
  for (const module of vitest.state.getTestModules()) {
    counts.failed += module.errors().length;
    for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      if (test.result().state === 'passed') counts.passed += 1;
      else counts.failed += 1;
    }
  }
  await vitest.close();
  return counts;
}

const { passed, failed } = await runContract();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
