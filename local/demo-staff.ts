/** Who is told at the clinics a fresh stack has: a topic each, as an operator's command makes it, and made-up addresses that the inbox page shows. */
import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import type { ClientSettings } from '../functions/adapters/clients.ts';
import { snsClient } from '../functions/adapters/clients.ts';
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
