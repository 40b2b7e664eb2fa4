/** The process a function runs in, as Lambda's own runtime for Node begins it: loads the handler that `_HANDLER` names from the task's folder, then answers one event after the other. Knows nothing of the project. */
import { existsSync } from 'node:fs';
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Handler = (event: unknown, context: unknown) => unknown;

interface Asked {
  /** JSON, as it crosses on AWS. */
  event: string;
  requestId: string;
  deadlineMs: number;
  /** How far this machine's clock stands from the real one, ms. */
  clockAheadMs: number;
}

/** The machine's clock is the world's, not the function's: the host sets it. */
function setClock(aheadMs: number): void {
  clockAheadMs = aheadMs;
}

let clockAheadMs = Number(process.argv[2] ?? 0);
const RealDate = Date;

class MovedDate extends RealDate {
  constructor(...given: []) {
    // Given an instant or its parts, a date is what it always was; only "now" is moved.
    if (given.length === 0) super(RealDate.now() + clockAheadMs);
    else super(...given);
  }
  static override now(): number {
    return RealDate.now() + clockAheadMs;
  }
}
globalThis.Date = MovedDate as DateConstructor; // Called as a function it would throw; nothing calls it so.

/** There is no internet here: what a function asks of it over https is asked of one local server, which is told the host that was meant. */
function leadInternetTo(endpoint: string): void {
  function request(url: string | URL, options: RequestOptions, heard: (response: IncomingMessage) => void) {
    const { host, pathname, search } = new URL(url);
    const headers = { ...options.headers, host };
    return http.request(new URL(pathname + search, endpoint), { ...options, headers }, heard);
  }
  // The one of its forms that is in use; another one throws.
  https.request = request as typeof https.request;
  syncBuiltinESMExports();
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html: the file beside the name, as a module or not. */
async function loadHandler(root: string, named: string): Promise<Handler> {
  const [, path = '', name = ''] = /^(.*?)\.([^/]+)$/.exec(named) ?? [];
  const file = ['.js', '.mjs', '.cjs'].map((end) => join(root, path + end)).find((one) => existsSync(one));
  if (file === undefined) throw new Error(`Cannot find module '${path}' in ${dirname(join(root, path))}`);
  const loaded: Record<string, unknown> = await import(pathToFileURL(file).href);
  const handler = loaded[name];
  if (typeof handler !== 'function') throw new Error(`${named} is undefined or not exported`);
  return handler as Handler; // A function is all that can be seen of it.
}

function say(message: Record<string, unknown>): void {
  process.send?.(message);
}

/** What Lambda answers for a function that threw. */
function errorOf(error: unknown): { errorType: string; errorMessage: string; trace: string[] } {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  const { name, message, stack } = error;
  return { errorType: name, errorMessage: message, trace: (stack ?? '').split('\n') };
}

function contextOf({ requestId, deadlineMs }: Asked) {
  const { AWS_LAMBDA_FUNCTION_NAME: name, AWS_LAMBDA_FUNCTION_MEMORY_SIZE: memory } = process.env;
  return {
    awsRequestId: requestId,
    functionName: name,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: memory,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => deadlineMs - RealDate.now(),
  };
}

async function answer(handler: Handler, asked: Asked): Promise<void> {
  setClock(asked.clockAheadMs);
  try {
    const result = await handler(JSON.parse(asked.event), contextOf(asked));
    say({ says: 'returned', payload: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    const described = errorOf(error);
    // Lambda writes what was thrown to the function's log.
    console.error(JSON.stringify(described));
    say({ says: 'threw', error: described });
  }
}

process.on('disconnect', () => process.exit(0));
if (process.argv[3] !== undefined) leadInternetTo(process.argv[3]);
try {
  const handler = await loadHandler(process.env.LAMBDA_TASK_ROOT ?? '', process.env._HANDLER ?? '');
  // Sent by the host only, and in this form.
  process.on('message', (asked) => void answer(handler, asked as Asked));
  say({ says: 'ready' });
} catch (error) {
  say({ says: 'init-failed', error: errorOf(error) });
  process.disconnect?.();
}
