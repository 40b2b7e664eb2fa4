/** The sending command against a real HTTP server, and its words when something is missing. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runSend } from '../../../local/send/command.ts';
import { platformById } from '../../../shared/platforms/platforms.ts';

const secret = `whsec_${Buffer.from('made up for these tests only').toString('base64')}`;
const calSecret = 'made-up Cal.com secret';
const stackNow = '2027-03-01T12:00:00.000Z';
const fixtures = join(import.meta.dirname, '../../fixtures');

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

let received: Received[] = [];
let answers = new Map<string, { status: number; body: string }>();
let printed: string[] = [];
let complained: string[] = [];

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const path = request.url ?? '';
    received.push({ path, headers: request.headers, body: Buffer.concat(chunks) });
    const answer = answers.get(path.startsWith('/v1') ? 'webhook' : path) ?? { status: 404, body: '{}' };
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
});
const folder = mkdtempSync(join(tmpdir(), 'send-'));
const secretsFile = join(folder, 'secrets.json');
let url = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A listening TCP server always has an AddressInfo.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  received = [];
  printed = [];
  complained = [];
  answers = new Map([
    ['/local/clock', { status: 200, body: JSON.stringify({ now: stackNow }) }],
    [
      '/local/secrets',
      { status: 200, body: JSON.stringify({ demo: { standard: [secret], 'cal-com': [calSecret] } }) },
    ],
    ['webhook', { status: 200, body: '{"status":"processed"}' }],
  ]);
});

afterEach(() => rmSync(secretsFile, { force: true }));

function run(...args: string[]): Promise<number> {
  return runSend(args, {
    print: (line) => printed.push(line),
    complain: (line) => complained.push(line),
    secretsFile,
  });
}

function delivery() {
  const post = received.at(-1);
  if (post === undefined) throw new Error('nothing was posted');
  const headers = Object.fromEntries(
    Object.entries(post.headers).map(([name, value]) => [name, String(value)]),
  );
  return { path: post.path, headers, body: post.body, receivedAt: Date.parse(stackNow) };
}

describe('a file', () => {
  test('of Cal.com is posted signed with the secret of the stack, and the answer printed', async () => {
    expect(await run('--platform', 'cal-com', join(fixtures, 'cal-com/created.json'), '--url', url)).toBe(0);
    expect(delivery().path).toBe('/v1/clinics/demo/webhooks/cal-com');
    expect(platformById('cal-com')?.verify(delivery(), [calSecret]).verified).toBe(true);
    expect(printed).toEqual(['200 OK', '{\n  "status": "processed"\n}']);
  });

  test('of our own format is signed at the time of the stack', async () => {
    expect(await run('--platform', 'standard', join(fixtures, 'standard/created.json'), '--url', url)).toBe(
      0,
    );
    expect(platformById('standard')?.verify(delivery(), [secret]).verified).toBe(true);
  });

  test('moved to now was made at the time of the stack', async () => {
    const file = join(fixtures, 'cal-com/created.json');
    expect(await run('--platform', 'cal-com', file, '--url', url, '--shift-to-now')).toBe(0);
    const { body } = delivery();
    expect(JSON.parse(body.toString('utf8'))).toMatchObject({
      createdAt: stackNow,
      payload: { startTime: '2027-03-09T12:54:59Z' },
    });
    expect(platformById('cal-com')?.verify(delivery(), [calSecret]).verified).toBe(true);
  });

  test('is signed with a given secret, for another clinic', async () => {
    const args = ['--platform', 'cal-com', join(fixtures, 'cal-com/ping.json'), '--url', url];
    expect(await run(...args, '--clinic', 'a b', '--secret', 'another made-up one')).toBe(0);
    expect(delivery().path).toBe('/v1/clinics/a%20b/webhooks/cal-com');
    expect(platformById('cal-com')?.verify(delivery(), ['another made-up one']).verified).toBe(true);
  });

  test('finds its secret in the file where the stack does not tell it', async () => {
    answers.delete('/local/secrets');
    writeFileSync(secretsFile, JSON.stringify({ demo: { 'cal-com': ['from the file'] } }));
    expect(await run('--platform', 'cal-com', join(fixtures, 'cal-com/ping.json'), '--url', url)).toBe(0);
    expect(platformById('cal-com')?.verify(delivery(), ['from the file']).verified).toBe(true);
  });

  test('that was refused ends with 1 and prints why', async () => {
    answers.set('webhook', { status: 422, body: 'not JSON' });
    expect(await run('--platform', 'cal-com', join(fixtures, 'cal-com/ping.json'), '--url', url)).toBe(1);
    expect(printed).toEqual(['422 Unprocessable Entity', 'not JSON']);
  });
});

describe('what is missing is told', () => {
  const file = join(fixtures, 'cal-com/ping.json');

  test('help', async () => {
    expect(await run('--help')).toBe(0);
    expect(printed.join()).toContain('--shift-to-now');
  });

  test.each([
    ['no file', ['--platform', 'cal-com'], 'Name exactly one JSON file.'],
    ['two files', ['--platform', 'cal-com', 'a', 'b'], 'Name exactly one JSON file.'],
    ['no platform', ['a.json'], 'Say which --platform'],
    [
      'an unknown platform',
      ['--platform', 'toString', 'a.json'],
      '--platform: expected standard or cal-com, not "toString"',
    ],
    ['an unknown option', ['--shift'], '--shift: there is no such option.'],
    ['a wrong URL', ['--platform', 'cal-com', 'a.json', '--url', 'localhost:3000'], '--url: expected a URL'],
  ])('%s', async (_, args, words) => {
    expect(await run(...args)).toBe(1);
    expect(complained.join()).toContain(words);
    expect(received).toEqual([]);
  });

  test('a file that is not there', async () => {
    expect(await run('--platform', 'cal-com', join(folder, 'none.json'), '--url', url)).toBe(1);
    expect(complained.join()).toContain('none.json: there is no such file.');
  });

  test('a file that is no JSON', async () => {
    const noJson = join(folder, 'no.json');
    writeFileSync(noJson, 'no');
    expect(await run('--platform', 'cal-com', noJson, '--url', url)).toBe(1);
    expect(complained.join()).toContain('the body is not valid JSON');
  });

  test('a stamp to move', async () => {
    const unstamped = join(folder, 'unstamped.json');
    writeFileSync(unstamped, '{}');
    expect(await run('--platform', 'cal-com', unstamped, '--url', url, '--shift-to-now')).toBe(1);
    expect(complained.join()).toContain('createdAt or timestamp');
  });

  test('a secret', async () => {
    expect(await run('--platform', 'cal-com', file, '--url', url, '--clinic', 'constructor')).toBe(1);
    expect(complained.join()).toContain('give one with --secret');
  });

  test('a secret in the form its platform has', async () => {
    const args = ['--platform', 'standard', file, '--url', url, '--secret', 'plain'];
    expect(await run(...args)).toBe(1);
    expect(complained.join()).toContain('whsec_');
    expect(complained.join()).not.toContain('plain');
  });

  test('a stack that runs', async () => {
    expect(await run('--platform', 'cal-com', file, '--url', 'http://127.0.0.1:1')).toBe(1);
    expect(complained.join()).toContain('Nothing answers at http://127.0.0.1:1. Start the stack');
  });
});
