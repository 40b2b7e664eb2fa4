/** How the tests run: in Node, on one process more than the smallest machine they are promised for has cores. */
import { defineConfig } from 'vitest/config';

const coresPromised = 2;
/** Browsers, commands and servers that a test waits for leave its core idle for a third of the time: another test has it meanwhile. */
const processes = coresPromised + 1;
/** A property test over every IANA zone is the slowest single test; anything longer hangs. */
const testTimeoutMs = 30_000;
/** Booting the embedded stack, and its clean-up. */
const hookTimeoutMs = 30_000;

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // The files of a process share what they import: half of the time went into loading it anew for each. A test leaves nothing behind that another could trip over.
    isolate: false,
    maxWorkers: processes,
    testTimeout: testTimeoutMs,
    hookTimeout: hookTimeoutMs,
    slowTestThreshold: 1_000,
  },
});
