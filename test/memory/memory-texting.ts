/** SNS in memory: remembers every publish call, arrives or fails as scripted, and, like SNS, takes texts to opted-out numbers without a word. */
import {
  type BookingNotice,
  type DigestNotice,
  digestKind,
  type GatheredNotice,
  type StaffNotice,
} from '../../shared/follow-up/staff-notice.ts';
import type { PublishResult, StaffNotices, Texting, TextMessage } from '../../shared/ports.ts';

export interface MemoryTexting extends Texting {
  /** Every publish call, whatever became of it, with its result. */
  calls: () => { message: TextMessage; result: PublishResult }[];
  /** What reached a phone: published, or unknown and in truth sent. */
  arrived: () => TextMessage[];
  /** Results of the next publishes, in order; after them all succeed. `arrives` says what is true of an unknown one (default: it arrived). */
  script: (...results: { result: PublishResult; arrives?: boolean }[]) => void;
  /** Numbers the carrier side refuses. */
  optedOut: Set<string>;
  /** The next message ids begin after this number. */
  countFrom: (count: number) => void;
  /** The opt-out check fails while set. */
  hideOptOuts: (hidden: boolean) => void;
}

export function memoryTexting(): MemoryTexting {
  const calls: { message: TextMessage; result: PublishResult }[] = [];
  const arrived: TextMessage[] = [];
  const scripted: { result: PublishResult; arrives?: boolean }[] = [];
  const optedOut = new Set<string>();
  let isHidden = false;
  let counted = 0;

  async function publish(message: TextMessage): Promise<PublishResult> {
    const next = scripted.shift();
    const result = next?.result ?? { published: 'yes', messageId: `message-${counted + 1}` };
    counted += 1;
    calls.push({ message, result });
    const isTaken = result.published !== 'no' && next?.arrives !== false;
    if (isTaken && !optedOut.has(message.to)) arrived.push(message);
    return result;
  }

  return {
    publish,
    isOptedOut: async (phone) => (isHidden ? 'unknown' : optedOut.has(phone)),
    optIn: async (phone) => ({ lifted: optedOut.delete(phone) }),
    calls: () => [...calls],
    arrived: () => [...arrived],
    script: (...results) => {
      scripted.push(...results);
    },
    optedOut,
    countFrom: (count) => {
      counted = count;
    },
    hideOptOuts: (hidden) => {
      isHidden = hidden;
    },
  };
}

export interface MemoryNotices extends StaffNotices {
  /** About one booking each, told at once. */
  published: () => BookingNotice[];
  digests: () => DigestNotice[];
  /** About several bookings that could wait. */
  gathered: () => GatheredNotice[];
  /** Results of the next publishes, in order; after them all succeed. */
  script: (...results: PublishResult[]) => void;
}

export function memoryNotices(): MemoryNotices {
  const published: StaffNotice[] = [];
  const scripted: PublishResult[] = [];

  async function publish(notice: StaffNotice): Promise<PublishResult> {
    const result = scripted.shift() ?? { published: 'yes', messageId: `notice-${published.length + 1}` };
    if (result.published === 'yes') published.push(notice);
    return result;
  }

  return {
    publish,
    published: () => published.filter((notice) => 'bookingId' in notice),
    gathered: () => published.filter((notice) => 'gathered' in notice),
    digests: () => published.filter((notice) => notice.kind === digestKind),
    script: (...results) => {
      scripted.push(...results);
    },
  };
}
