/** What Lambda says of each function and of the alias its callers use. */
import { GetAliasCommand, GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { functionNames, liveAlias, type ResourceNames } from '../../../shared/deployment/resource-names.ts';
import type { FunctionSeen } from '../facts.ts';
import { askAbout } from './ask.ts';

export function gatherFunctions(client: LambdaClient, names: ResourceNames): Promise<FunctionSeen[]> {
  return Promise.all(
    functionNames.map(async (name) => {
      const FunctionName = names.functionOf(name);
      const [current, alias] = await Promise.all([
        askAbout(() => askState(client, FunctionName)),
        askAbout(() => client.send(new GetAliasCommand({ FunctionName, Name: liveAlias }))),
      ]);
      return {
        name,
        current,
        alias: alias.known ? { known: true, value: alias.value !== undefined } : alias,
      };
    }),
  );
}

async function askState(client: LambdaClient, FunctionName: string) {
  const { State, StateReason, LastUpdateStatus, LastUpdateStatusReason } = await client.send(
    new GetFunctionConfigurationCommand({ FunctionName }),
  );
  const reason = LastUpdateStatusReason ?? StateReason;
  return {
    state: State ?? 'unknown',
    lastUpdate: LastUpdateStatus ?? 'unknown',
    ...(reason === undefined ? {} : { reason }),
  };
}
