/** Posts deliveries at the real webhook handler: signed rightly, or wrong in just the way a case is about. */
import { createHash } from 'node:crypto';
import type { HttpResponse } from '../../../functions/http/respond.ts';
import { signCalCom } from '../../../shared/platforms/cal-com.ts';
import { type Instant, secondMs } from '../../../shared/time/instant.ts';
import { signStandard } from '../../../shared/webhook/standard-webhooks.ts';
import { type EventParts, httpEvent } from '../../http/event.ts';
import type { Process } from '../../world/world.ts';
import { testSecrets } from '../../world/world.ts';

/** Mon Nov 16 2026, 10:00 in New York: when most of these deliveries arrive. */
export const arrival = '2026-11-16T15:00:00Z';

export interface Posting {
  body: unknown;
  /** The sender's clock. */
  at: Instant;
  platform?: 'standard' | 'cal-com';
  clinicId?: string;
  id?: string;
  secret?: string;
  /** In place of the ones that would be right. */
  headers?: Record<string, string>;
  /** Leaves a header out. */
  without?: string;
  /** What is sent; what was signed stays `body`. */
  sent?: string;
  parts?: EventParts;
}

export interface Answered {
  status: number;
  headers: Record<string, unknown>;
  body: Record<string, unknown>;
  text: string;
}

export async function send({ webhook }: Pick<Process, 'webhook'>, posting: Posting): Promise<Answered> {
  return read(await webhook(requestOf(posting)));
}

export function requestOf(posting: Posting): ReturnType<typeof httpEvent> {
  const { platform = 'standard', clinicId = 'rosewater', without, sent } = posting;
  const raw = typeof posting.body === 'string' ? posting.body : JSON.stringify(posting.body);
  const headers = { ...signatureOf(platform, raw, posting), ...posting.headers };
  return httpEvent({
    method: 'POST',
    path: `/v1/clinics/${clinicId}/webhooks/${platform}`,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== without)),
    body: sent ?? raw,
    ...posting.parts,
  });
}

/** The id a body is sent under where the case names none. */
export function idOf(body: string): string {
  return `msg_${createHash('sha256').update(body).digest('hex').slice(0, 32)}`;
}

function signatureOf(
  platform: 'standard' | 'cal-com',
  body: string,
  { at, id = idOf(body), secret }: Posting,
): Record<string, string> {
  const type = { 'content-type': 'application/json' };
  if (platform === 'cal-com') {
    return { ...type, 'x-cal-signature-256': signCalCom(body, secret ?? testSecrets['cal-com']) };
  }
  const timestampSeconds = Math.floor(at / secondMs);
  const message = { id, timestampSeconds, body, secret: secret ?? testSecrets.standard };
  return {
    ...type,
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': signStandard(message),
  };
}

function read(response: HttpResponse): Answered {
  const text = response.body ?? '';
  return {
    status: response.statusCode ?? 0,
    headers: { ...response.headers },
    body: text === '' ? {} : JSON.parse(text),
    text,
  };
}
