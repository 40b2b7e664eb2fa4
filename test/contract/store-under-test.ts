/** What the contract is given: a store of some engine, and a way past it. */
import type { Store } from '../../shared/ports.ts';

export interface StoreUnderTest {
  store: Store;
  /** Puts any text at all at a key, past the store. */
  plant: (key: string, text: string) => Promise<void>;
  stop: () => Promise<void>;
}
