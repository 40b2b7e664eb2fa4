/** The part of docs/hipaa.md that comes of the checks. Run as a script (`npx node infra/hipaa/report.ts`, after a build) it prints that part for the stage `prod`. */
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { App } from 'aws-cdk-lib';
import { readAccount, readStage } from '../settings.ts';
import { addSystem } from '../system.ts';
import { type Answer, answers } from './answers.ts';
import { type CheckedRule, checkHipaa } from './checks.ts';

const kinds = ['met otherwise', "the operator's duty", 'not applicable'] as const satisfies Answer['kind'][];

export function hipaaReport(rules: readonly CheckedRule[]): string {
  const met = rules.filter(({ notMet }) => notMet.length === 0);
  const notMet = rules.filter((rule) => rule.notMet.length > 0);
  return [
    `${rules.length} rules of the pack look at something of ours: ${met.length} are met, ${notMet.length} are not met to the letter.`,
    ...kinds.flatMap((kind) => section(kind, notMet)),
    '### Met',
    ['| rule | resources | 45 CFR |', '|---|---|---|', ...met.map(metRow)].join('\n'),
  ].join('\n\n');
}

function section(kind: Answer['kind'], notMet: readonly CheckedRule[]): string[] {
  const answered = notMet.filter(({ rule }) => answerTo(rule).kind === kind);
  if (answered.length === 0) return [];
  return [`### Not met: ${kind}`, ...answered.map(notMetParagraph)];
}

function notMetParagraph(checked: CheckedRule): string {
  const { asks, says } = answerTo(checked.rule);
  const of = checked.met.length + checked.notMet.length;
  return `**${checked.rule}** (${checked.notMet.length} of ${of} resources; ${controls(checked)}). *Asked:* ${asks} *Here:* ${says}`;
}

function metRow(checked: CheckedRule): string {
  return `| ${checked.rule} | ${checked.met.length} | ${controls(checked)} |`;
}

function controls(checked: CheckedRule): string {
  return checked.controls.join(', ');
}

function answerTo(rule: string): Answer {
  const answer = answers[rule];
  if (answer === undefined)
    throw new RangeError(`nobody answered the rule ${rule}: see infra/hipaa/answers.ts`);
  return answer;
}

function printReport(): void {
  const infra = dirname(import.meta.dirname);
  const app = new App();
  const bundles = join(dirname(infra), '.build');
  addSystem(app, { account: readAccount(infra), stage: readStage(infra, 'prod'), bundles });
  console.log(hipaaReport(checkHipaa(app)));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) printReport();
