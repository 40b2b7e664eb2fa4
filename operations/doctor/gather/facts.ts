/** Asks every service at once: what depends on nothing waits for nothing, so that the whole takes as long as its slowest answer. */
import type { ClientSettings } from '../../../functions/adapters/clients.ts';
import type { Stage } from '../../stage.ts';
import { tableOfFunctions } from '../../table-in-use.ts';
import type { Facts } from '../facts.ts';
import { ask } from './ask.ts';
import { doctorClients } from './clients.ts';
import { gatherClinics } from './clinics.ts';
import { gatherFunctions } from './functions.ts';
import { gatherLogGroups } from './log-groups.ts';
import { gatherSpent, gatherSweptAt } from './metrics.ts';
import { gatherNumbers } from './numbers.ts';
import { gatherQueues } from './queues.ts';
import { gatherQuotas } from './quotas.ts';
import { gatherTable } from './table.ts';
import { gatherTexting } from './texting.ts';
import { gatherTimerGroup } from './timer-group.ts';
import { gatherTopics } from './topics.ts';
import { gatherUserPools } from './user-pools.ts';

export async function gatherFacts(
  { stage, partition, account, region, names, clock }: Stage,
  settings: ClientSettings,
  { offline }: { offline: boolean },
): Promise<Facts> {
  const clients = doctorClients(settings);
  const place = { stage, partition, account, region };
  const now = clock.now();
  const told = await ask(() => tableOfFunctions(clients.lambda, names));
  const tableName = told.known ? told.value : names.table;
  const [
    table,
    functions,
    timerGroup,
    topics,
    userPools,
    queues,
    texting,
    spentUsd,
    sweptAt,
    logGroups,
    numbers,
    clinics,
    quotas,
  ] = await Promise.all([
    gatherTable(clients.dynamodb, tableName),
    gatherFunctions(clients.lambda, names),
    gatherTimerGroup(clients.scheduler, names.timerGroup),
    gatherTopics(clients.sns, place),
    gatherUserPools(clients.cognito, names.userPool),
    gatherQueues(clients.sqs, names),
    gatherTexting(clients.sns),
    gatherSpent(clients.cloudWatch, now),
    gatherSweptAt(clients.cloudWatch, stage, now),
    gatherLogGroups(clients.logs, place),
    gatherNumbers(clients.numbers),
    gatherClinics(clients, { tableName, place }, { clock, offline }),
    gatherQuotas(clients),
  ]);
  for (const client of Object.values(clients)) client.destroy();
  return {
    place,
    now,
    tableName,
    ...table,
    functions,
    timerGroup,
    topics,
    userPools,
    queues,
    ...texting,
    spentUsd,
    sweptAt,
    logGroups,
    ...numbers,
    clinics,
    quotas,
  };
}
