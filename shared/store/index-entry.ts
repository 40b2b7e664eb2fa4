/** What the table's indexes hold of each item: derived from the item alone, so that every store derives the same. */
import type { Booking } from '../booking/booking.ts';
import { comparableName, namePrefixes } from '../text/name-search.ts';
import { nameKey } from '../text/person-name.ts';
import type { Instant } from '../time/instant.ts';
import { type AttentionKind, dueOf, dueShardOf, type Item, keyOf, keys } from './item.ts';
import { clinicOfKey } from './key-parts.ts';

/** What the indexes hold of an item. Absent attributes keep it out of that index. */
export interface IndexEntry {
  /** `due` in epoch seconds, by shard. */
  due?: { shard: number; at: number };
  /** By clinic and start, with the kinds as an attribute. */
  attention?: { clinicId: string; startAt: Instant; kinds: AttentionKind[] };
  /** All of a clinic's bookings by start. */
  visit?: { clinicId: string; startAt: Instant };
  phoneKey?: string;
  emailKey?: string;
  /** HMAC of the last four digits, per clinic. */
  lastFourKey?: string;
  /** Clinic and first letters for each word that the name is found by, and the name that tells apart those that begin alike. */
  names?: { prefixes: string[]; comparable: string };
  /** The key of the booking that a delivery or another uid is of: stands in the phone index in place of a client key, so that it is found without an index of its own. */
  belongsTo?: { booking: string; since: Instant };
  /** Small attributes that the client-key indexes project. */
  summary?: { treatment: string; status: Booking['status']; nameKey: string };
}

/** Where an index holds a clinic's names that have a word which begins so. */
export function nameSearchKey(clinicId: string, prefix: string): string {
  return `${clinicId}#${prefix}`;
}

export function indexEntryOf(item: Item, attention: AttentionKind[]): IndexEntry {
  const entry: IndexEntry = {};
  const due = dueOf(item);
  if (due !== undefined) entry.due = { shard: dueShardOf(keyOf(item)), at: due / 1000 };
  if (item.type === 'booking') Object.assign(entry, bookingEntry(item));
  const belongsTo = ownerOf(item);
  if (belongsTo !== undefined) entry.belongsTo = belongsTo;
  const listed = attention.length === 0 ? undefined : listedUnder(item);
  if (listed !== undefined) entry.attention = { ...listed, kinds: attention };
  return entry;
}

/** Only what holds something of the client, or leads to it. */
function ownerOf(item: Item): IndexEntry['belongsTo'] {
  switch (item.type) {
    case 'alias':
    case 'moved':
      return { booking: keys.booking(item.clinicId, item.platform, item.target), since: item.expiresAt };
    case 'delivery': {
      const id = item.status === 'done' && item.body !== undefined ? item.answer.bookingId : undefined;
      const [, platform, uid] = /^([^:]+):(.+)$/s.exec(id ?? '') ?? [];
      if (platform === undefined || uid === undefined) return undefined;
      return { booking: keys.booking(item.clinicId, platform, uid), since: item.receivedAt };
    }
    default:
      return undefined;
  }
}

/** The clinic whose staff look at an item, and its place in their list. */
function listedUnder(item: Item): { clinicId: string; startAt: Instant } | undefined {
  switch (item.type) {
    case 'booking':
      return { clinicId: item.clinicId, startAt: item.startAt };
    case 'delivery':
      return { clinicId: item.clinicId, startAt: item.receivedAt };
    case 'quarantine': {
      const clinicId = clinicOfKey(item.key);
      return clinicId === undefined ? undefined : { clinicId, startAt: item.since };
    }
    default:
      return undefined;
  }
}

function bookingEntry(booking: Booking): IndexEntry {
  return {
    visit: { clinicId: booking.clinicId, startAt: booking.startAt },
    ...(booking.phoneKey === undefined ? {} : { phoneKey: booking.phoneKey }),
    ...(booking.emailKey === undefined ? {} : { emailKey: booking.emailKey }),
    ...(booking.lastFourKey === undefined ? {} : { lastFourKey: booking.lastFourKey }),
    names: {
      prefixes: namePrefixes(booking.client.name).map((prefix) => nameSearchKey(booking.clinicId, prefix)),
      comparable: comparableName(booking.client.name),
    },
    summary: {
      treatment: booking.treatment ?? '',
      status: booking.status,
      nameKey: nameKey(booking.client.name),
    },
  };
}
