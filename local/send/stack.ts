/** What the sending command asks a local stack: its clock and its secrets. Another host is never asked for secrets. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { type Instant, parseInstant } from '../../shared/time/instant.ts';

/** A local stack answers at once; longer means that something else listens there. */
const answerMsMax = 30_000;

/** By clinic, then by platform: the active secrets. */
const secretsSchema = z.record(z.string(), z.record(z.string(), z.array(z.string())));

const clockSchema = z.object({ now: z.string() });

/** Nothing answers at this address. */
export class StackUnreachableError extends Error {
  override name = 'StackUnreachableError';
  readonly origin: string;

  constructor(origin: string, cause: unknown) {
    super(`Nothing answers at ${origin}. Start the stack with "npm start", or name another --url.`, {
      cause,
    });
    this.origin = origin;
  }
}

export async function request(url: URL, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(answerMsMax) });
  } catch (error) {
    throw new StackUnreachableError(url.origin, error);
  }
}

/** The stack's own clock, which can run ahead; the machine's clock where the stack has none to show. */
export async function clockOf(url: URL): Promise<Instant> {
  const answer = clockSchema.safeParse(await getJson(new URL('/local/clock', url)));
  return (answer.success ? parseInstant(answer.data.now) : undefined) ?? Date.now();
}

/** The secret a local stack uses for the platform: as the stack says, else as its file says. */
export async function secretOf(
  url: URL,
  clinic: string,
  platform: string,
  secretsFile: string,
): Promise<string | undefined> {
  if (!isLoopback(url)) return undefined;
  const fromStack = secretsSchema.safeParse(await getJson(new URL('/local/secrets', url)));
  const secrets = fromStack.success ? fromStack.data : secretsIn(secretsFile);
  return secrets[clinic]?.[platform]?.[0];
}

function secretsIn(file: string): z.infer<typeof secretsSchema> {
  try {
    const parsed = secretsSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

async function getJson(url: URL): Promise<unknown> {
  const response = await request(url);
  if (!response.ok) return undefined;
  return response.json().catch(() => undefined);
}

function isLoopback(url: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}
