/** The table a stage works on: after a restore it has another name than the stage's own, and whoever wrote into the old one would change nothing. */
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { localStage, type ResourceNames } from '../shared/deployment/resource-names.ts';
import type { Stage } from './stage.ts';

/** The stack on one machine has one table. */
export async function tableInUse({ stage, names, settingsOf }: Stage): Promise<string> {
  if (stage === localStage) return names.table;
  const client = new LambdaClient(settingsOf('lambda'));
  try {
    return await tableOfFunctions(client, names);
  } finally {
    client.destroy();
  }
}

/** As the deployment told one of the functions, which are all told the same. */
export async function tableOfFunctions(client: LambdaClient, names: ResourceNames): Promise<string> {
  const FunctionName = names.functionOf('webhook');
  const { Environment } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
  return Environment?.Variables?.TABLE_NAME ?? names.table;
}
