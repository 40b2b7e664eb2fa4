/** All checks in the order in which they are read, applied to the facts: what is wrong, what could not be asked, and what is fine. */
import { clinicsCheck } from './checks/clinics.ts';
import { deadLettersCheck } from './checks/dead-letters.ts';
import { deliveryLogsCheck } from './checks/delivery-logs.ts';
import { functionsCheck } from './checks/functions.ts';
import { noticesCheck } from './checks/notices.ts';
import { numbersCheck } from './checks/numbers.ts';
import { pagesCheck } from './checks/pages.ts';
import { quotasCheck } from './checks/quotas.ts';
import { sandboxCheck } from './checks/sandbox.ts';
import { secretsCheck } from './checks/secrets.ts';
import { signInCheck } from './checks/sign-in.ts';
import { spendLimitCheck } from './checks/spend-limit.ts';
import { sweepCheck } from './checks/sweep.ts';
import { tableCheck } from './checks/table.ts';
import { textTypeCheck } from './checks/text-type.ts';
import { timerGroupCheck } from './checks/timer-group.ts';
import { topicsCheck } from './checks/topics.ts';
import type { Facts } from './facts.ts';
import type { Check, Finding } from './finding.ts';

export const checks: readonly Check[] = [
  tableCheck,
  functionsCheck,
  timerGroupCheck,
  topicsCheck,
  signInCheck,
  deadLettersCheck,
  sweepCheck,
  sandboxCheck,
  spendLimitCheck,
  deliveryLogsCheck,
  textTypeCheck,
  clinicsCheck,
  secretsCheck,
  noticesCheck,
  numbersCheck,
  pagesCheck,
  quotasCheck,
];

/** The link goes with what is not fine. */
export function diagnose(facts: Facts): Finding[] {
  return checks.flatMap(({ name, link, look }) =>
    look(facts).map((said) => ({ check: name, ...said, ...(said.severity === 'fine' ? {} : { link }) })),
  );
}
