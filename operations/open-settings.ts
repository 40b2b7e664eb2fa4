/** What changing clinics takes of a stage, for a command: no booking is looked at. */
import { getItems } from '../functions/adapters/dynamodb-get.ts';
import { putItem } from '../functions/adapters/dynamodb-put.ts';
import type { ClinicDeps } from '../functions/workflow/deps.ts';
import { type Opened, openTable } from './open-table.ts';
import type { Stage } from './stage.ts';

export function openSettings(stage: Stage, tableName: string): Opened<ClinicDeps> {
  return openTable(stage, (client) => ({
    get: (keys) => getItems(client, tableName, keys),
    put: (item, seen, attention = []) => putItem(client, tableName, item, seen, attention),
  }));
}
