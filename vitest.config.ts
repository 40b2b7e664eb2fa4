/** How the tests run: in Node, on as many processes as the smallest machine they are promised for has cores. */
import { defineConfig } from 'vitest/config';

const coresPromised = 2;
/** Runs that take longer than all others together may: `npm run test:long`. */
const longRuns = 'test/**/*.long.test.ts';
const isLong = process.env.TESTS === 'long';
/** A property test over every IANA zone is the slowest single test; anything longer hangs. */
const testTimeoutMs = 30_000;
/** Booting the embedded stack, and its clean-up. */
const hookTimeoutMs = 30_000;

export default defineConfig({
  test: {
    environment: 'node',
    include: [isLong ? longRuns : 'test/**/*.test.ts'],
    exclude: isLong ? [] : [longRuns],
    pool: 'forks',
    // The files of a process share what they import: half of the time went into loading it anew for each. A test leaves nothing behind that another could trip over.
    isolate: false,
    maxWorkers: coresPromised,
    testTimeout: testTimeoutMs,
    hookTimeout: hookTimeoutMs,
    slowTestThreshold: 1_000,
  },
});
