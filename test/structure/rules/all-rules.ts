/** The list of the rules that look at source files; a rule that is not in it is not checked. */
import type { Rule } from '../source.ts';
import { cycleRule } from './cycles.ts';
import { awsRule, corePackagesRule, dependenciesRule, directionRule } from './directions.ts';
import { formLimitsRule } from './form-limits.ts';
import { clientWordRule, emptyNameRule, fileNameRule, indexFileRule } from './names.ts';
import { purityRule } from './purity.ts';
import { fileSizeRule, functionSizeRule } from './sizes.ts';
import { everyTestRunsRule, noMockRule, noRecordingRule } from './test-habits.ts';
import { anyRule, bannerRule, barrelRule, castRule, functionDeclarationRule, headerRule } from './writing.ts';

/** `dependencies` are the names of what is installed where the functions run. */
export function listRules(dependencies: readonly string[]): Rule[] {
  return [
    directionRule,
    awsRule,
    corePackagesRule,
    dependenciesRule(dependencies),
    cycleRule,
    purityRule,
    fileSizeRule,
    functionSizeRule,
    fileNameRule,
    indexFileRule,
    emptyNameRule,
    clientWordRule,
    headerRule,
    bannerRule,
    barrelRule,
    castRule,
    anyRule,
    functionDeclarationRule,
    formLimitsRule,
    everyTestRunsRule,
    noRecordingRule,
    noMockRule,
  ];
}
