/** The queues themselves, beneath their protocol: what lies in them, who has received it, and until when it is hidden from others. */
import { randomUUID } from 'node:crypto';
import { type Instant, secondMs } from '../../shared/time/instant.ts';
import { createCollection } from '../journal.ts';
import { type Message, message } from './message.ts';

export interface Queues {
  /** Gives the message's id. */
  add(queue: string, body: string, attributes: Message['attributes']): Promise<string>;
  /** Oldest first; hidden from others for so long. */
  receive(queue: string, max: number, hiddenSeconds: number): Promise<Message[]>;
  /** Undefined where the handle is of nothing, or of an older receipt. */
  ofHandle(queue: string, handle: string): Message | undefined;
  isVisible(kept: Message): boolean;
  hide(kept: Message, seconds: number): Promise<void>;
  remove(kept: Message): Promise<void>;
  /** Received or not, oldest first; of all queues or of one. */
  list(queue?: string): Message[];
  close(): Promise<void>;
}

/** `file` undefined: in memory. */
export function openQueues(file: string | undefined, now: () => Instant): Queues {
  const messages = createCollection(file, message);

  function list(queue?: string): Message[] {
    return messages
      .entries()
      .flatMap(([, kept]) => (queue === undefined || kept.queue === queue ? [kept] : []));
  }

  function isVisible({ visibleAt }: Message): boolean {
    return visibleAt <= now();
  }

  return {
    async add(queue, body, attributes) {
      const id = randomUUID();
      const at = now();
      await messages.put(id, { id, queue, body, attributes, sentAt: at, visibleAt: at, receives: 0 });
      return id;
    },
    async receive(queue, max, hiddenSeconds) {
      const taken = list(queue)
        .filter(isVisible)
        .slice(0, max)
        .map((kept) => received(kept, now(), hiddenSeconds));
      await Promise.all(taken.map((kept) => messages.put(kept.id, kept)));
      return taken;
    },
    ofHandle: (queue, handle) => list(queue).find(({ receipt }) => receipt === handle),
    isVisible,
    hide: (kept, seconds) => messages.put(kept.id, { ...kept, visibleAt: now() + seconds * secondMs }),
    remove: ({ id }) => messages.remove(id),
    list,
    close: messages.close,
  };
}

function received(kept: Message, now: Instant, hiddenSeconds: number): Message {
  return {
    ...kept,
    receipt: randomUUID(),
    receives: kept.receives + 1,
    firstReceivedAt: kept.firstReceivedAt ?? now,
    visibleAt: now + hiddenSeconds * secondMs,
  };
}
