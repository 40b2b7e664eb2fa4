/** Over the messages of one queue, each once, the way SQS allows: a message that is looked at is hidden, and whatever is to stay is shown again in the end. */
import type { Calls, Received } from './calls.ts';

export interface Walk {
  messagesMax: number;
  /** `gone`: it was taken out of the queue. */
  look: (message: Received) => Promise<'gone' | 'stays'>;
  /** Asked before each: there is no use in going on. */
  isDone: () => boolean;
}

/** How many were received. */
export async function walkQueue(
  calls: Calls,
  url: string,
  { messagesMax, look, isDone }: Walk,
): Promise<number> {
  const seen = new Set<string>();
  const staying = new Map<string, Received>();
  try {
    while (seen.size < messagesMax && !isDone()) {
      const received = await calls.receive(url, messagesMax - seen.size);
      // What shows again was hidden for too short a time; once a run is enough.
      const fresh = received.filter(({ id }) => !seen.has(id));
      if (fresh.length === 0) break;
      for (const message of fresh) {
        seen.add(message.id);
        staying.set(message.id, message);
      }
      for (const message of fresh) {
        if (isDone()) break;
        if ((await look(message)) === 'gone') staying.delete(message.id);
      }
    }
    return seen.size;
  } finally {
    // Where this fails they show again by themselves, minutes later.
    await Promise.allSettled([...staying.values()].map((message) => calls.letGo(url, message)));
  }
}
