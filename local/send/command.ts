/** The sending command without its process: reads a file, signs it, posts it, prints what came back. */
import { readFileSync } from 'node:fs';
import { decodeJson } from '../../shared/webhook/read-body.ts';
import { parseOptions, type SendOptions, usage } from './options.ts';
import { shiftToNow } from './shift.ts';
import { signHeaders } from './sign.ts';
import { clockOf, request, StackUnreachableError, secretOf } from './stack.ts';

export interface SendIo {
  print: (line: string) => void;
  complain: (line: string) => void;
  /** Where a stack on disk keeps its secrets. */
  secretsFile: string;
}

/** Returns the exit code: 0 for an answer of 2xx, else 1. */
export async function runSend(args: readonly string[], io: SendIo): Promise<number> {
  const parsed = parseOptions(args);
  switch (parsed.ask) {
    case 'help':
      io.print(usage);
      return 0;
    case 'wrong':
      io.complain(parsed.reason);
      io.complain('See: npm run send -- --help');
      return 1;
    case 'send':
      break;
  }
  try {
    return await send(parsed.options, io);
  } catch (error) {
    if (!(error instanceof StackUnreachableError)) throw error;
    io.complain(error.message);
    return 1;
  }
}

async function send(options: SendOptions, io: SendIo): Promise<number> {
  const bytes = bytesOf(options.file);
  const decoded = bytes === undefined ? undefined : decodeJson(bytes);
  if (bytes === undefined || decoded?.ok !== true) {
    io.complain(`${options.file}: ${decoded?.ok === false ? decoded.reason : 'there is no such file'}.`);
    return 1;
  }
  const now = await clockOf(options.url);
  const body = options.shiftToNow ? bodyAt(decoded.value, now) : { ok: true as const, bytes };
  if (!body.ok) {
    io.complain(`${options.file}: ${body.reason}.`);
    return 1;
  }
  const secret =
    options.secret ?? (await secretOf(options.url, options.clinic, options.platform, io.secretsFile));
  if (secret === undefined) {
    io.complain(
      `No ${options.platform} secret of clinic "${options.clinic}" was found: give one with --secret.`,
    );
    return 1;
  }
  return post(options, body.bytes, secret, now, io);
}

async function post(
  options: SendOptions,
  body: Uint8Array<ArrayBuffer>,
  secret: string,
  now: number,
  io: SendIo,
): Promise<number> {
  let headers: Record<string, string>;
  try {
    headers = signHeaders(options.platform, body, secret, now);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    io.complain(error.message);
    return 1;
  }
  const path = `/v1/clinics/${encodeURIComponent(options.clinic)}/webhooks/${options.platform}`;
  const response = await request(new URL(path, options.url), { method: 'POST', headers, body });
  io.print(`${response.status} ${response.statusText}`.trim());
  io.print(pretty(await response.text()));
  return response.ok ? 0 : 1;
}

function bytesOf(file: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return new Uint8Array(readFileSync(file));
  } catch {
    return undefined;
  }
}

function bodyAt(
  json: unknown,
  now: number,
): { ok: true; bytes: Uint8Array<ArrayBuffer> } | { ok: false; reason: string } {
  const shifted = shiftToNow(json, now);
  return shifted.ok ? { ok: true, bytes: new TextEncoder().encode(JSON.stringify(shifted.json)) } : shifted;
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
