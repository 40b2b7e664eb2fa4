/** Starts the embedded DynamoDB-compatible engine on a free loopback port. */
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import dynalite from 'dynalite';
import { endpointOf } from '../aws-request.ts';
import { type Rebuilt, rebuildIndexes } from './rebuild.ts';

export interface Engine {
  /** For the `endpoint` of a DynamoDBClient. */
  endpoint: string;
  /** What the start made whole; undefined in memory. */
  rebuilt: Rebuilt | undefined;
  /** Cuts every connection and takes no new one, until `resume`. */
  refuse(): Promise<void>;
  resume(): void;
  stop(): Promise<void>;
}

/** Clients in this process need a turn to see that their idle connections ended. */
const settleMs = 20;

/** `path` is the folder of its data; undefined: in memory. */
export async function startEngine(path: string | undefined): Promise<Engine> {
  let rebuilt: Rebuilt | undefined;
  if (path !== undefined) {
    mkdirSync(path, { recursive: true });
    rebuilt = await rebuildIndexes(path);
  }
  const server = dynalite({
    ...(path === undefined ? {} : { path }),
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  let refuses = false;
  server.on('connection', (socket) => {
    if (refuses) socket.destroy();
  });
  let stopped: Promise<void> | undefined;
  return {
    endpoint: endpointOf(server),
    rebuilt,
    async refuse() {
      refuses = true;
      server.closeAllConnections();
      await setTimeout(settleMs);
    },
    resume() {
      refuses = false;
    },
    stop() {
      stopped ??= close(server);
      return stopped;
    },
  };
}

/** The engine closes its data after the last request is answered. */
function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeIdleConnections();
  });
}
