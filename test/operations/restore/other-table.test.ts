/** A table on which nothing works is neither resumed nor taken for held. */
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { expect, onTestFinished, test } from 'vitest';
import { dynamodbClient } from '../../../functions/adapters/clients.ts';
import { runCommand } from '../../../operations/command-line.ts';
import { openSettings } from '../../../operations/open-settings.ts';
import { restoreCommand } from '../../../operations/restore/command.ts';
import { openStage } from '../../../operations/stage.ts';
import { keys } from '../../../shared/store/item.ts';
import { tableDefinition } from '../../../shared/store/table.ts';
import { runStack } from '../../e2e/running-stack.ts';

const other = 'booking-gate-local-r1';

test('The commands say which table is in use', async () => {
  const stack = await runStack('2026-11-02T15:00:00.000Z');
  const stage = await openStage({ stage: 'local', url: stack.url });
  const client = dynamodbClient(stage.settingsOf('dynamodb'));
  const inUse = openSettings(stage, stage.names.table);
  const restored = openSettings(stage, other);
  onTestFinished(() => {
    client.destroy();
    inUse.close();
    restored.close();
  });
  await client.send(new CreateTableCommand(tableDefinition(other)));
  const { store } = restored.deps;
  const [real] = await inUse.deps.store.get([keys.clinic('demo')]);
  if (real?.type !== 'clinic') throw new Error('the stack has a clinic');
  await store.put({ ...real, version: 1 }, 'absent');
  async function restore(...args: string[]) {
    const err: string[] = [];
    const io = { print: () => undefined, complain: (line: string) => void err.push(line) };
    const all = [...args, '--table', other, '--clinic', 'demo', '--stage', 'local', '--url', stack.url];
    return { code: await runCommand(restoreCommand, all, io), err };
  }
  async function statusThere(): Promise<string | undefined> {
    const [item] = await store.get([keys.clinic('demo')]);
    return item?.type === 'clinic' ? item.status : undefined;
  }
  const says = '--table: the functions work on booking-gate-local, not on booking-gate-local-r1.';

  expect(await restore('hold')).toEqual({
    code: 1,
    err: [`${says} Texts still go out: hold that one.`],
  });
  expect(await statusThere()).toBe('restoring');
  expect(await restore('resume', '--opt-outs-lost')).toEqual({
    code: 1,
    err: [`${says} Deploy with the restored one as tableName before you resume it.`],
  });
  expect(await statusThere()).toBe('restoring');
});
