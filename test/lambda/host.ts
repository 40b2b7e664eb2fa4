/** Starts a bundled function as Lambda does: its asset alone in a folder far from the project, Node, its own environment and nothing else; one event at a time, warm in between, ended at its own time-out. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { region } from './resource-identity.ts';

export interface FunctionToHost {
  /** Also the key it signs with, by which a guard knows it. */
  name: string;
  /** What CDK would upload. */
  assetFolder: string;
  /** Such as `index.handler`. */
  handler: string;
  timeoutSeconds: number;
  memoryMb: number;
  environment: Readonly<Record<string, string>>;
  /** What only the test's world sets: where the services answer. */
  worldEnvironment: Readonly<Record<string, string>>;
  /** Where the internet is; absent: wherever this machine has it. */
  internet?: string;
  /** What the machine's clock reads; by default the real time. */
  now?: () => number;
}

const errorSchema = z.object({ errorType: z.string(), errorMessage: z.string(), trace: z.array(z.string()) });
const saidSchema = z.discriminatedUnion('says', [
  z.object({ says: z.literal('ready') }),
  z.object({ says: z.literal('returned'), payload: z.string() }),
  z.object({ says: z.literal('threw'), error: errorSchema }),
  z.object({ says: z.literal('init-failed'), error: errorSchema }),
]);
type Said = z.infer<typeof saidSchema>;

export type FunctionError = z.infer<typeof errorSchema>;
export type Invoked =
  | { ended: 'returned'; payload: unknown }
  | { ended: 'threw' | 'init-failed' | 'timed-out' | 'exited'; error: FunctionError };

export interface FunctionHost {
  name: string;
  /** One at a time; a second one waits. */
  invoke: (event: unknown) => Promise<Invoked>;
  isAtWork: () => boolean;
  coldStarts: () => number;
  /** All it wrote so far. */
  output: () => string;
  /** The machine under it dies, in the midst of its work; the next event finds a new one. */
  crash: () => Promise<void>;
  stop: () => Promise<void>;
}

interface Sandbox {
  child: ChildProcess;
  /** The next thing it says; undefined when it ends or the time is over. */
  hear: (msMax: number) => Promise<Said | 'ended' | 'late'>;
}

/** Lambda gives the initialisation ten seconds; here others may use the machine as well. */
const initMsMax = 30_000;
/** Lambda takes and gives this much at most in a synchronous call. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const payloadBytesMax = 6 * 1024 * 1024;
/** The part of a function's memory that is Node's heap. */
const heapShare = 0.9;
const runtimeFile = fileURLToPath(new URL('./runtime.ts', import.meta.url));

export function hostFunction(hosted: FunctionToHost): FunctionHost {
  const taskRoot = mkdtempSync(join(tmpdir(), 'booking-gate-task-'));
  cpSync(hosted.assetFolder, taskRoot, { recursive: true });
  const now = hosted.now ?? Date.now;
  const written: string[] = [];
  let sandbox: Sandbox | undefined;
  let coldStarts = 0;
  let atWork = false;
  let turn: Promise<unknown> = Promise.resolve();

  async function run(event: unknown): Promise<Invoked> {
    if (sandbox === undefined) coldStarts += 1;
    const write = (text: string) => written.push(text);
    const started = sandbox ?? (await startReady(hosted, taskRoot, now() - Date.now(), write));
    if ('ended' in started) return started;
    sandbox = started;
    const answered = await exchange(started, hosted, event, now() - Date.now());
    if (answered.ended === 'timed-out' || answered.ended === 'exited') sandbox = undefined;
    return answered;
  }

  return {
    name: hosted.name,
    invoke(event) {
      const invoked = turn.then(async () => {
        atWork = true;
        try {
          return await run(event);
        } finally {
          atWork = false;
        }
      });
      turn = invoked.catch(() => undefined);
      return invoked;
    },
    isAtWork: () => atWork,
    coldStarts: () => coldStarts,
    output: () => written.join(''),
    async crash() {
      if (sandbox !== undefined) await kill(sandbox.child);
    },
    async stop() {
      if (sandbox !== undefined) await kill(sandbox.child);
      sandbox = undefined;
      rmSync(taskRoot, { recursive: true, force: true });
    },
  };
}

async function startReady(
  hosted: FunctionToHost,
  taskRoot: string,
  clockAheadMs: number,
  write: (text: string) => void,
): Promise<Sandbox | Invoked> {
  const started = startSandbox(hosted, taskRoot, clockAheadMs, write);
  const said = await started.hear(initMsMax);
  if (said !== 'ended' && said !== 'late' && said.says === 'ready') return started;
  await kill(started.child);
  if (said === 'late') return failure('timed-out', 'Sandbox.Timedout', `no start within ${initMsMax} ms`);
  if (said === 'ended') return failure('exited', 'Runtime.ExitError', 'the process ended while starting');
  if (said.says === 'init-failed') return { ended: 'init-failed', error: said.error };
  return failure('init-failed', 'Runtime.Unknown', `unexpected: ${said.says}`);
}

/** One event and what came of it. A process that did not answer is ended. */
async function exchange(
  { child, hear }: Sandbox,
  { timeoutSeconds }: FunctionToHost,
  event: unknown,
  clockAheadMs: number,
): Promise<Invoked> {
  const timeoutMs = timeoutSeconds * 1_000;
  child.send({
    event: withinLimit(JSON.stringify(event)),
    requestId: randomUUID(),
    deadlineMs: Date.now() + timeoutMs,
    clockAheadMs,
  });
  const said = await hear(timeoutMs);
  if (said !== 'ended' && said !== 'late' && said.says === 'returned') {
    return { ended: 'returned', payload: JSON.parse(withinLimit(said.payload)) };
  }
  if (said !== 'ended' && said !== 'late' && said.says === 'threw') {
    return { ended: 'threw', error: said.error };
  }
  await kill(child);
  return said === 'late'
    ? failure('timed-out', 'Sandbox.Timedout', `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`)
    : failure('exited', 'Runtime.ExitError', 'the process ended before it answered');
}

/** Reads its own folder and writes nothing, as in Lambda but for its `/tmp`, which no function here uses. */
function startSandbox(
  hosted: FunctionToHost,
  taskRoot: string,
  clockAheadMs: number,
  write: (text: string) => void,
): Sandbox {
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${Math.floor(hosted.memoryMb * heapShare)}`,
      '--permission',
      `--allow-fs-read=${taskRoot}`,
      `--allow-fs-read=${runtimeFile}`,
      runtimeFile,
      String(clockAheadMs),
      ...(hosted.internet === undefined ? [] : [hosted.internet]),
    ],
    {
      cwd: taskRoot,
      env: environmentOf(hosted, taskRoot),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'json',
    },
  );
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', write);
  const heard: (Said | 'ended')[] = [];
  let wake: (() => void) | undefined;
  function tell(said: Said | 'ended'): void {
    heard.push(said);
    wake?.();
  }
  child.on('message', (message) => tell(saidSchema.parse(message)));
  child.on('exit', () => tell('ended'));
  child.on('error', () => tell('ended'));

  async function hear(msMax: number): Promise<Said | 'ended' | 'late'> {
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, msMax);
    wake = late.resolve;
    if (heard.length === 0) await late.promise;
    clearTimeout(timer);
    return heard.shift() ?? 'late';
  }
  return { child, hear };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
function environmentOf(hosted: FunctionToHost, taskRoot: string): Record<string, string> {
  return {
    ...hosted.environment,
    _HANDLER: hosted.handler,
    AWS_ACCESS_KEY_ID: hosted.name,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(hosted.memoryMb),
    AWS_LAMBDA_FUNCTION_NAME: hosted.name,
    AWS_LAMBDA_FUNCTION_VERSION: '1',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${hosted.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'made-up',
    AWS_REGION: region,
    AWS_SECRET_ACCESS_KEY: 'made-up',
    AWS_SESSION_TOKEN: 'made-up',
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    LAMBDA_TASK_ROOT: taskRoot,
    LANG: 'en_US.UTF-8',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    TZ: ':UTC',
    ...hosted.worldEnvironment,
  };
}

function withinLimit(payload: string): string {
  const bytes = Buffer.byteLength(payload);
  if (bytes > payloadBytesMax) throw new RangeError(`a payload of ${bytes} bytes`);
  return payload;
}

function failure(
  ended: 'timed-out' | 'exited' | 'init-failed',
  errorType: string,
  errorMessage: string,
): Invoked {
  return { ended, error: { errorType, errorMessage, trace: [] } };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
