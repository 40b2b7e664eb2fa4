/** What lies on the made-up phones, put together as conversations by number: texts that arrived or were lost, and what clients wrote back. */

import { readMany } from '../../functions/workflow/read-many.ts';
import type { Store } from '../../shared/ports.ts';
import { keys } from '../../shared/store/item.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { demoClinicId } from '../demo-clinic.ts';
import type { SnsEndpoint } from '../sns/endpoint.ts';

export interface Line {
  way: 'to-phone' | 'from-phone' | 'lost';
  body: string;
  at: Instant;
  milestone?: string;
}

export interface Conversation {
  /** Its place by the first text, from 1: stays, and keeps the number out of addresses. */
  index: number;
  phone: string;
  /** The booking of the last text that is of one. */
  bookingId?: string;
  /** Oldest first. */
  lines: Line[];
}

type Phones = Pick<SnsEndpoint, 'texts' | 'lostTexts' | 'replies'>;

export function listConversations(sns: Phones): Conversation[] {
  const byPhone = new Map<string, Conversation>();
  for (const { phone, bookingId, ...line } of linesOf(sns).sort((one, other) => one.at - other.at)) {
    const conversation = byPhone.get(phone) ?? { index: byPhone.size + 1, phone, lines: [] };
    byPhone.set(phone, conversation);
    conversation.lines.push(line);
    if (bookingId !== undefined) conversation.bookingId = bookingId;
  }
  return [...byPhone.values()];
}

function linesOf(sns: Phones): (Line & { phone: string; bookingId?: string | undefined })[] {
  return [
    ...[...sns.texts(), ...sns.lostTexts()].map(({ to, body, at, milestone, bookingId, arrived }) => ({
      phone: to,
      way: arrived ? ('to-phone' as const) : ('lost' as const),
      body,
      at,
      bookingId,
      ...(milestone === undefined ? {} : { milestone }),
    })),
    ...sns.replies().map(({ from, body, at }) => ({ phone: from, way: 'from-phone' as const, body, at })),
  ];
}

/** Whose phone it is, by number, where a text was of a booking that still stands. */
export async function findNames(
  store: Pick<Store, 'get'>,
  conversations: readonly Conversation[],
): Promise<Map<string, string>> {
  const known = conversations.flatMap(({ phone, bookingId }) => {
    const [, platform, uid] = /^([^:]+):(.+)$/s.exec(bookingId ?? '') ?? [];
    return platform === undefined || uid === undefined
      ? []
      : [{ phone, key: keys.booking(demoClinicId, platform, uid) }];
  });
  const items = await readMany(
    store,
    known.map(({ key }) => key),
  );
  const names = new Map<string, string>();
  for (const [index, { phone }] of known.entries()) {
    const item = items[index];
    if (item?.type === 'booking') names.set(phone, item.client.name);
  }
  return names;
}
