/** How long the suites may take on two cores. A suite is a folder of test/; what outgrows its budget is printed, what makes the whole too slow fails. */

/** `npm test` promises five minutes; 35 seconds of it belong to the compiler, the linter and the search for unused code. */
export const allSuitesSecondsMax = 265;

/** A suite of plain unit tests. */
export const suiteSecondsMax = 20;

/** Suites that do more than call functions: real engines, sockets, generated inputs, builds. Seconds of work, added over their files. */
export const slowSuiteSecondsMax: Readonly<Record<string, number>> = {
  adapters: 40,
  browser: 120,
  contract: 60,
  docs: 40,
  e2e: 120,
  infra: 60,
  lambda: 60,
  local: 60,
  property: 60,
  simulation: 90,
  structure: 40,
  workflow: 90,
};
