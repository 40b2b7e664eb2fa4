/** How each platform is connected: the form of its secrets, and where its operator puts them. */
import { randomBytes } from 'node:crypto';

export interface Connection {
  newSecret: () => string;
  /** Where the webhook's address and secret go. */
  pasteAt: string;
}

const secretBytes = 32;

const connections: ReadonlyMap<string, Connection> = new Map([
  [
    'cal-com',
    {
      newSecret: () => randomBytes(secretBytes).toString('base64url'),
      pasteAt: 'Cal.com, Settings > Developer > Webhooks (docs/connect-cal-com.md)',
    },
  ],
  [
    'standard',
    {
      newSecret: () => `whsec_${randomBytes(secretBytes).toString('base64')}`,
      pasteAt: 'the program that sends the bookings (docs/standard-webhook.md)',
    },
  ],
]);

export function connectionOf(platform: string): Connection | undefined {
  return connections.get(platform);
}
