/** After a restore the operator's commands change the table that the functions work on, not the one that bears the stage's name. */
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { Stage } from '../../operations/stage.ts';
import { tableInUse } from '../../operations/table-in-use.ts';
import { resourceNames } from '../../shared/deployment/resource-names.ts';

const lambda = mockClient(LambdaClient);
afterEach(() => lambda.reset());
// It stands for every client of its class, also those of the next file.
afterAll(() => lambda.restore());

function aStage(stage: string): Stage {
  return {
    stage,
    names: resourceNames(stage),
    partition: 'aws',
    account: '111122223333',
    region: 'us-east-1',
    clock: { now: () => 0 },
    settingsOf: () => ({ region: 'us-east-1' }),
  };
}

test('The table is the one that the deployed functions were told', async () => {
  lambda
    .on(GetFunctionConfigurationCommand, { FunctionName: 'booking-gate-prod-webhook' })
    .resolves({ Environment: { Variables: { TABLE_NAME: 'booking-gate-prod-r1' } } });
  expect(await tableInUse(aStage('prod'))).toBe('booking-gate-prod-r1');
});

test('A function that cannot be asked stops the command, so that nothing is written beside the table in use', async () => {
  lambda.on(GetFunctionConfigurationCommand).rejects(new Error('AccessDenied'));
  await expect(tableInUse(aStage('prod'))).rejects.toThrow('AccessDenied');
});

test('The stack on one machine is not asked', async () => {
  expect(await tableInUse(aStage('local'))).toBe('booking-gate-local');
  expect(lambda.calls()).toEqual([]);
});
