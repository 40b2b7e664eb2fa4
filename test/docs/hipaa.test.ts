/** docs/hipaa.md holds what the checks say of the stage that real clients are in, and each rule that is not met has an answer. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { expect, test } from 'vitest';
import { answers } from '../../infra/hipaa/answers.ts';
import { checkHipaa } from '../../infra/hipaa/checks.ts';
import { hipaaReport } from '../../infra/hipaa/report.ts';
import { constructStage } from './constructed.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/hipaa.md'), 'utf8');
const rules = checkHipaa(constructStage('prod'));

test('the page holds the report as the checks give it now', () => {
  expect(page).toContain(hipaaReport(rules));
});

test('each rule that is not met has an answer, and no answer is left over', () => {
  const notMet = rules.filter((rule) => rule.notMet.length > 0).map(({ rule }) => rule);
  expect(Object.keys(answers).toSorted()).toEqual(notMet);
});

test('a table that cannot be restored is found, and nobody answers for it', () => {
  const app = constructStage('prod');
  const unsafe = new CfnTable(new Stack(app, 'planted'), 'Table', {
    keySchema: [{ attributeName: 'pk', keyType: 'HASH' }],
    billingMode: 'PAY_PER_REQUEST',
  });
  const found = checkHipaa(app);
  expect(found.find(({ rule }) => rule === 'DynamoDBPITREnabled')?.notMet).toEqual([unsafe.node.path]);
  expect(() => hipaaReport(found)).toThrow('DynamoDBPITREnabled');
});
