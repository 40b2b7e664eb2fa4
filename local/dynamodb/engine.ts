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
  await untilOpen(endpointOf(server));
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

/** The engine listens before it has its data open: until then another process could open the same. */
async function untilOpen(endpoint: string): Promise<void> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.ListTables',
      // Not verified; only whether a request is signed at all.
      authorization: 'AWS4-HMAC-SHA256 Credential=a/20260101/b/c/aws4_request, SignedHeaders=d, Signature=e',
      'x-amz-date': '20260101T000000Z',
    },
    body: '{}',
  });
  if (!answer.ok) throw new Error(`the embedded table engine does not answer: ${answer.status}`);
}

/** The engine closes its data after the last request is answered. */
function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeIdleConnections();
  });
}
