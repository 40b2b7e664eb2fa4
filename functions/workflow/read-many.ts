/** Many items at once, in as few reads as the store takes: what cannot be read stands in its place, for lists show it. */
import type { BookingStore, Unreadable } from '../../shared/ports.ts';
import type { Item } from '../../shared/store/item.ts';

/** Keys of one read, as the port promises. */
const keysPerRead = 20;

/** In the order of the keys; the reads go out at once. */
export async function readMany(
  store: Pick<BookingStore, 'get'>,
  keys: readonly string[],
): Promise<(Item | Unreadable | undefined)[]> {
  const parts = Array.from({ length: Math.ceil(keys.length / keysPerRead) }, (_, part) =>
    keys.slice(part * keysPerRead, (part + 1) * keysPerRead),
  );
  return (await Promise.all(parts.map((part) => store.get(part)))).flat();
}
