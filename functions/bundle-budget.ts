/** How large each function may become: apart from the build, for a test holds it. */
import type { FunctionName } from '../shared/deployment/resource-names.ts';

const kilobyte = 1_024;

/** Bytes of a function's entry with the chunks it loads at start, minified. Reading and compiling them is most of a cold start; each bound is some per cent above what the function has today, so that a package which slips in is seen. */
export const bundleBytesMax: Readonly<Record<FunctionName, number>> = {
  'client-pages': 590 * kilobyte,
  'follow-up': 570 * kilobyte,
  'inbound-text': 690 * kilobyte,
  'manager-api': 790 * kilobyte,
  receipts: 515 * kilobyte,
  sweep: 750 * kilobyte,
  webhook: 690 * kilobyte,
};
