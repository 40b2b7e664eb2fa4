/** What changing and erasing bookings takes of a stage, for a command. */
import { dynamodbBelongings } from '../functions/adapters/dynamodb-belongings.ts';
import { dynamodbBookings } from '../functions/adapters/dynamodb-bookings.ts';
import type { EraseDeps } from '../functions/workflow/deps.ts';
import { type Opened, openTable } from './open-table.ts';
import type { Stage } from './stage.ts';

/** Business events are the functions' to tell; a command says itself what it did. */
export function openBookings(stage: Stage, tableName: string): Opened<EraseDeps> {
  const { deps, close } = openTable(stage, (client) => ({
    ...dynamodbBookings(client, tableName),
    ...dynamodbBelongings(client, tableName),
  }));
  return { deps: { ...deps, journal: { note: () => undefined } }, close };
}
