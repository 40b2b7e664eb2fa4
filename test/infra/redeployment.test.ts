/** What the second deployment finds of the first: after a change of the table, after the stack was thrown away, after a deployment that failed. */
import { describe, expect, test } from 'vitest';
import { resourceNames } from '../../shared/deployment/resource-names.ts';
import type { Resource } from '../lambda/resource-identity.ts';
import { rawOf, type Synthesised, stages, synthesise, synthesised } from './synthesised.ts';

const accountStack = 'booking-gate-account';

function exportsOf({ stage, templates }: Synthesised): unknown[] {
  const outputs = Object.values(templates[`${resourceNames(stage).prefix}-data`]?.Outputs ?? {});
  return outputs.flatMap(({ Export }) => Export?.Name ?? []);
}

/** What CloudFormation makes before it. */
function madeBefore(from: Synthesised, resource: Resource): unknown[] {
  return [rawOf(from, resource).DependsOn ?? []].flat();
}

describe.each(stages)('in %s', (stage) => {
  /** CloudFormation refuses to withdraw what another stack still takes: the day of a restore is not the day to learn that. */
  test('what the gate takes of the data stack is offered on, whichever table it works on', () => {
    const own = exportsOf(synthesised(stage));
    // The table's two names, the key, the pool of staff and where it signs in.
    expect(own).toHaveLength(5);
    const restored = synthesise(stage, {
      builtinCloudFormationValidation: false,
      settings: { tableName: 'restored-1' },
    });
    expect(exportsOf(restored).toSorted()).toEqual(own.toSorted());
  });

  test('the running gate leaves nothing behind whose name the next deployment needs', () => {
    const { templates } = synthesised(stage);
    const resources = Object.entries(templates[resourceNames(stage).prefix]?.Resources ?? {});
    expect(resources.length).toBeGreaterThan(100);
    const kept = resources.flatMap(([id, { DeletionPolicy = 'Delete' }]) =>
      DeletionPolicy === 'Delete' ? [] : [id],
    );
    expect(kept).toEqual([]);
  });
});

test('the account’s key outlives its stack, but not a first deployment that failed', () => {
  const from = synthesised('prod');
  const keys = from.deployment.resources('AWS::KMS::Key').filter(({ stack }) => stack === accountStack);
  expect(keys.map((key) => rawOf(from, key).DeletionPolicy)).toEqual(['RetainExceptOnCreate']);
});

test('SNS is told where to log texts when the groups stand and its role may write to them', () => {
  const from = synthesised('prod');
  const [settings] = from.deployment.resources('Custom::AWS');
  if (settings === undefined) throw new Error('nobody tells SNS anything');
  const { deployment } = from;
  const groups = deployment
    .resources('AWS::Logs::LogGroup')
    .filter(({ name }) => name.startsWith('sns/'))
    .map(({ logicalId }) => logicalId);
  const policies = deployment
    .resources('AWS::IAM::Policy')
    .filter((policy) => JSON.stringify(policy.property('PolicyDocument')).includes('logs:PutMetricFilter'))
    .map(({ logicalId }) => logicalId);
  expect([groups.length, policies.length]).toEqual([2, 1]);
  expect(madeBefore(from, settings)).toEqual(expect.arrayContaining([...groups, ...policies]));
});

test('no role of ours may make a log group again that was deleted with its stack', () => {
  const { deployment } = synthesised('prod');
  const makers = deployment
    .resources('AWS::IAM::Policy')
    .filter((policy) => JSON.stringify(policy.property('PolicyDocument')).includes('logs:CreateLogGroup'))
    .map(({ logicalId }) => logicalId);
  // SNS makes its own, and asks its role for that.
  expect(makers).toEqual([expect.stringMatching(/^smsDeliveryLogRole/)]);
  const managed = deployment.resources('AWS::IAM::Role').map((role) => role.property('ManagedPolicyArns'));
  expect(JSON.stringify(managed)).not.toContain('AWSLambdaBasicExecutionRole');
});
