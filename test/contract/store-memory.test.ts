/** The memory store keeps the stores' contract: so what is proven with it holds for the real one. */
import { memoryStore } from '../memory/memory-store.ts';
import { storeContract } from './store-contract.ts';

storeContract('the memory store', async () => {
  const store = memoryStore();
  return {
    store,
    plant: async (key, text) => store.plant(key, text),
    stop: async () => {},
  };
});
