/** The host, with made-up functions: what Lambda gives a function it gives, what Lambda keeps from one it keeps, and every way to end is told apart. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type FunctionHost, type FunctionToHost, hostFunction } from './host.ts';

/** A function whose asset is these files. */
function host(files: Record<string, string>, changes: Partial<FunctionToHost> = {}): FunctionHost {
  const assetFolder = mkdtempSync(join(tmpdir(), 'booking-gate-asset-'));
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(assetFolder, path)), { recursive: true });
    writeFileSync(join(assetFolder, path), source);
  }
  const hosted = hostFunction({
    name: 'made-up',
    assetFolder,
    handler: 'index.handler',
    timeoutSeconds: 20,
    memoryMb: 128,
    environment: {},
    worldEnvironment: {},
    ...changes,
  });
  onTestFinished(async () => {
    await hosted.stop();
    rmSync(assetFolder, { recursive: true });
  });
  return hosted;
}

function withHandler(body: string, changes: Partial<FunctionToHost> = {}): FunctionHost {
  return host({ 'index.mjs': `export const handler = async (event, context) => { ${body} };` }, changes);
}

test('The event and the result cross as JSON', async () => {
  const hosted = withHandler('return { got: event, at: new Date(0), none: undefined };');

  expect(await hosted.invoke({ text: 'naïve', gone: undefined })).toEqual({
    ended: 'returned',
    payload: { got: { text: 'naïve' }, at: '1970-01-01T00:00:00.000Z' },
  });
});

test('It stays warm between two events, and takes them one at a time', async () => {
  const hosted = host({
    'index.mjs': `let seen = 0; let busy = 0;
      export const handler = async () => {
        busy += 1; await new Promise((resolve) => setTimeout(resolve, 20));
        const together = busy; busy -= 1; seen += 1;
        return { seen, together };
      };`,
  });

  const [, second] = await Promise.all([hosted.invoke({}), hosted.invoke({})]);

  expect(second).toEqual({ ended: 'returned', payload: { seen: 2, together: 1 } });
  expect(hosted.coldStarts()).toBe(1);
});

test('The environment is the function’s own and Lambda’s, with nothing of this machine', async () => {
  const hosted = withHandler('return { ...process.env, cwd: process.cwd(), zone: new Date(0).toString() };', {
    environment: { TABLE_NAME: 'bookings' },
    worldEnvironment: { AWS_ENDPOINT_URL_SNS: 'http://127.0.0.1:1' },
  });

  const invoked = await hosted.invoke({});

  if (invoked.ended !== 'returned') throw new Error(JSON.stringify(invoked));
  expect(invoked.payload).toMatchObject({
    TABLE_NAME: 'bookings',
    AWS_ENDPOINT_URL_SNS: 'http://127.0.0.1:1',
    AWS_ACCESS_KEY_ID: 'made-up',
    AWS_LAMBDA_FUNCTION_NAME: 'made-up',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
    AWS_REGION: 'us-east-1',
    _HANDLER: 'index.handler',
    TZ: ':UTC',
    zone: expect.stringContaining('GMT+0000'),
  });
  expect(invoked.payload).not.toHaveProperty('HOME');
  expect(invoked.payload).not.toHaveProperty('NODE_OPTIONS');
});

test('A handler in a folder beside shared chunks is found, and nothing outside the asset is', async () => {
  const hosted = host(
    {
      'webhook/index.mjs': `import { one } from '../chunks/one.mjs';
        export const handler = async (event) => event.take ? (await import(event.take)).default : one;`,
      'chunks/one.mjs': 'export const one = 1;',
    },
    { handler: 'webhook/index.handler' },
  );

  expect(await hosted.invoke({})).toEqual({ ended: 'returned', payload: 1 });
  expect(await hosted.invoke({ take: 'zod' })).toMatchObject({ ended: 'threw' });
  expect(await hosted.invoke({ take: join(import.meta.dirname, 'host.ts') })).toMatchObject({
    ended: 'threw',
  });
});

test('Its folder cannot be written', async () => {
  const hosted = withHandler("(await import('node:fs')).writeFileSync('new', '');");

  expect(await hosted.invoke({})).toMatchObject({
    ended: 'threw',
    error: { errorMessage: expect.any(String) },
  });
});

test('What is thrown is told by name and words, in the log as well, and the next event is served', async () => {
  const hosted = withHandler("if (event.bad) throw new RangeError('too far'); return 'fine';");

  expect(await hosted.invoke({ bad: true })).toMatchObject({
    ended: 'threw',
    error: { errorType: 'RangeError', errorMessage: 'too far' },
  });
  expect(hosted.output()).toContain('"errorType":"RangeError"');
  expect(await hosted.invoke({})).toEqual({ ended: 'returned', payload: 'fine' });
  expect(hosted.coldStarts()).toBe(1);
});

test('A start that fails is told, and tried again with the next event', async () => {
  const hosted = host({ 'index.mjs': "throw new TypeError('TABLE_NAME is missing');" });

  expect(await hosted.invoke({})).toMatchObject({
    ended: 'init-failed',
    error: { errorType: 'TypeError', errorMessage: 'TABLE_NAME is missing' },
  });
  expect(await hosted.invoke({})).toMatchObject({ ended: 'init-failed' });
  expect(hosted.coldStarts()).toBe(2);
});

test.each<[string, Record<string, string>]>([
  ['no such file', { 'other.mjs': '' }],
  ['no such export', { 'index.mjs': 'export const other = 1;' }],
])('A handler that cannot be resolved is a failed start: %s', async (_, files) => {
  expect(await host(files).invoke({})).toMatchObject({ ended: 'init-failed' });
});

test('It is ended at its own time-out, knows how long it has, and starts again', async () => {
  const hosted = withHandler(
    'if (event.hang) await new Promise(() => setInterval(() => undefined, 9)); return context.getRemainingTimeInMillis();',
    { timeoutSeconds: 1 },
  );

  expect(await hosted.invoke({ hang: true })).toMatchObject({
    ended: 'timed-out',
    error: { errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out after 1.00 seconds' },
  });
  const invoked = await hosted.invoke({});
  if (invoked.ended !== 'returned') throw new Error(JSON.stringify(invoked));
  expect(invoked.payload).toBeGreaterThan(0);
  expect(invoked.payload).toBeLessThanOrEqual(1_000);
  expect(hosted.coldStarts()).toBe(2);
});

test('A process that ends by itself is told, and the next event finds a new one', async () => {
  const hosted = withHandler('if (event.exit) process.exit(3); return 1;');

  expect(await hosted.invoke({ exit: true })).toMatchObject({ ended: 'exited' });
  expect(await hosted.invoke({})).toEqual({ ended: 'returned', payload: 1 });
});

test('The machine’s clock is the one it is given, also while it starts', async () => {
  const at = Date.parse('2031-05-06T07:08:09Z');
  const hosted = host(
    {
      'index.mjs': `const started = Date.now();
        export const handler = async () => [started, Date.now(), new Date().getTime(), new Date(5).getTime()];`,
    },
    { now: () => at },
  );

  const invoked = await hosted.invoke({});

  if (invoked.ended !== 'returned' || !Array.isArray(invoked.payload))
    throw new Error(JSON.stringify(invoked));
  const [started, now, date, five] = invoked.payload.map(Number);
  for (const read of [started, now, date]) expect(Math.abs((read ?? 0) - at)).toBeLessThan(5_000);
  expect(five).toBe(5);
});
