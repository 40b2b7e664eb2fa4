/** Who is told at the clinics a fresh stack has: a topic each, as an operator's command makes it, made-up addresses that the inbox page shows, and the daily digest. */
import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import type { ClientSettings } from '../functions/adapters/clients.ts';
import { snsClient } from '../functions/adapters/clients.ts';
import type { Deps } from '../functions/workflow/deps.ts';
import { ensureDigest } from '../functions/workflow/jobs/ensure-digest.ts';
import { keys } from '../shared/store/item.ts';
import { names } from './aws-names.ts';

/** Again on each start, which changes nothing. */
export async function seedTopics(settings: ClientSettings, clinicIds: readonly string[]): Promise<void> {
  const client = snsClient(settings);
  try {
    for (const clinicId of clinicIds) {
      const { TopicArn } = await client.send(new CreateTopicCommand({ Name: names.clinicTopicOf(clinicId) }));
      const Endpoint = `front-desk@${clinicId}.example`;
      await client.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint }));
    }
  } finally {
    client.destroy();
  }
}

/** Once the clinics are there: a data folder of before has none. */
export async function seedDigests(deps: Deps, clinicIds: readonly string[]): Promise<void> {
  const clinics = await deps.store.get(clinicIds.map(keys.clinic));
  for (const clinic of clinics) if (clinic?.type === 'clinic') await ensureDigest(deps, clinic);
}
