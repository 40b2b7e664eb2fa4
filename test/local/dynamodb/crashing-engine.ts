/** A process of its own that runs the engine and dies, as by kill -9, between the index write and the item write of an item that says so. */
import dynaliteDb from 'dynalite/db/index.js';
import * as z from 'zod';
import { startEngine } from '../../../local/dynamodb/engine.ts';

const crashingItem = z.object({ crash: z.unknown() });

const updateIndexes = dynaliteDb.updateIndexes;
dynaliteDb.updateIndexes = (store, table, existingItem, item, done) => {
  updateIndexes(store, table, existingItem, item, (error) => {
    if (crashingItem.safeParse(item).data?.crash !== undefined) process.kill(process.pid, 'SIGKILL');
    done(error);
  });
};

const engine = await startEngine(process.argv[2]);
process.stdout.write(engine.endpoint);
