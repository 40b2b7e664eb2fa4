/** Whether a call waits because too much was asked at once: said on the screen, so that nobody takes the wait for a failure. */
import { useSyncExternalStore } from 'react';

let waiting = 0;
const watchers = new Set<() => void>();

function count(more: 1 | -1): void {
  waiting += more;
  for (const watcher of watchers) watcher();
}

/** Ends early, with its reason, when the call is given up. */
export async function waitAwhile(ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  count(1);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  const giveUp = (): void => reject(signal?.reason);
  signal?.addEventListener('abort', giveUp);
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
    count(-1);
  }
}

export function isWaiting(): boolean {
  return waiting > 0;
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function useIsWaiting(): boolean {
  return useSyncExternalStore(watch, isWaiting);
}
