/** Signs a body as its platform would: for the sending command, the demo and tests. Pure, so that the same file at the same instant is the same delivery. */
import { createHash } from 'node:crypto';
import { signCalCom } from '../../shared/platforms/cal-com.ts';
import { type Instant, secondMs } from '../../shared/time/instant.ts';
import { signStandard } from '../../shared/webhook/standard-webhooks.ts';

const signablePlatforms = ['standard', 'cal-com'] as const;
export type SignablePlatform = (typeof signablePlatforms)[number];

export function signablePlatform(name: string): SignablePlatform | undefined {
  return signablePlatforms.find((known) => known === name);
}

/** The headers a platform would send with this body. Throws a RangeError for a secret the platform could not have. */
export function signHeaders(
  platform: SignablePlatform,
  body: string | Uint8Array,
  secret: string,
  now: Instant,
): Record<string, string> {
  const headers = { 'content-type': 'application/json' };
  switch (platform) {
    case 'standard': {
      const id = `msg_${createHash('sha256').update(body).digest('hex').slice(0, 32)}`;
      const timestampSeconds = Math.floor(now / secondMs);
      return {
        ...headers,
        'webhook-id': id,
        'webhook-timestamp': String(timestampSeconds),
        'webhook-signature': signStandard({ id, timestampSeconds, body, secret }),
      };
    }
    case 'cal-com':
      return { ...headers, 'x-cal-signature-256': signCalCom(body, secret) };
  }
}
