/** The recurring run over overdue items, driven by a rule that does not depend on the Scheduler. */
import type { SweepDeps } from '../workflow/deps.ts';
import { type Swept, sweep } from '../workflow/sweep.ts';

/** No new item is begun after this; the rule comes again a minute later. Milliseconds. */
export const sweepBudgetMs = 45_000;

export function createHandler(deps: SweepDeps): () => Promise<Swept> {
  return async () => {
    const begun = performance.now();
    return sweep(deps, sweepBudgetMs, () => performance.now() - begun);
  };
}
