/** The stack and its commands as processes of their own, each stopped by its id when the test ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

const project = join(import.meta.dirname, '../..');
/** A second or two; a machine on which others build and test at the same time takes ten times as long. */
const startMsMax = 40_000;
const commandMsMax = 60_000;

/** For tests that start processes: several of them, each within its own bound. */
export const processTestMsMax = 150_000;

/** Each process strips and compiles the same files: Node keeps the result here. */
const compileCache = join(project, 'node_modules/.cache/booking-gate-tests');

export interface StackProcess {
  url: string;
  output: () => string;
  /** Sends the signal and waits for the end; the exit code, or the signal it died of. */
  end: (signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT') => Promise<number | string | null>;
}

/** `node local/start.ts` on any free port, once its ready line is out. */
export async function startStackProcess(...args: string[]): Promise<StackProcess> {
  const child = run(['local/start.ts', ...args], { PORT: '0' });
  const output = outputOf(child);
  const deadline = performance.now() + startMsMax;
  for (;;) {
    const ready = /^ready on (http:\/\/localhost:\d+)$/m.exec(output());
    if (ready?.[1] !== undefined) {
      return { url: ready[1], output, end: (signal) => end(child, signal) };
    }
    if (child.exitCode !== null || performance.now() > deadline) {
      throw new Error(`the stack did not get ready: ${output()}`);
    }
    await setTimeout(20);
  }
}

/** Runs a script of the project to its end. */
export async function runScript(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; output: string }> {
  const child = run(args, env);
  const output = outputOf(child);
  const timer = AbortSignal.timeout(commandMsMax);
  const [code] = await once(child, 'close', { signal: timer });
  return { code: typeof code === 'number' ? code : null, output: output() };
}

function run(args: readonly string[], env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [...args], {
    cwd: project,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_COMPILE_CACHE: compileCache, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  });
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | string | null> {
  const exited = once(child, 'exit', { signal: AbortSignal.timeout(commandMsMax) });
  child.kill(signal);
  await exited;
  return child.exitCode ?? child.signalCode;
}

function outputOf(child: ChildProcess): () => string {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  return () => output;
}
