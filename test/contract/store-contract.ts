/** What every store must do, whatever it is made of: the memory store, the embedded engine and AWS's own all pass this one suite. */
import { afterAll, beforeAll, describe } from 'vitest';
import { belongingsContract } from './belongings-contract.ts';
import { indexContract } from './index-contract.ts';
import { itemContract } from './item-contract.ts';
import { searchContract } from './search-contract.ts';
import type { StoreUnderTest } from './store-under-test.ts';
import { visitContract } from './visit-contract.ts';

/** One store for the whole suite: each test works under keys of its own. */
export function storeContract(name: string, makeStore: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    let made: StoreUnderTest | undefined;

    beforeAll(async () => {
      made = await makeStore();
    });
    afterAll(async () => {
      await made?.stop();
    });

    function underTest(): StoreUnderTest {
      if (made === undefined) throw new Error('the store was not made');
      return made;
    }

    itemContract(underTest);
    indexContract(underTest);
    visitContract(underTest);
    searchContract(underTest);
    belongingsContract(underTest);
  });
}
