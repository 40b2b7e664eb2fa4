/** What the tests of the embedded endpoints share: how a real SDK client is pointed at one, and folders that go away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type AwsHandler, type Listening, listen } from '../../local/aws-request.ts';
import { parseInstant } from '../../shared/time/instant.ts';

/** A client's configuration; the demo keys open nothing. One attempt, so that each refusal is seen. */
export function clientConfig(endpoint: string) {
  return {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  };
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'booking-gate-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Mounts a handler for the time of one test. A bug in the handler fails the test by its 500. */
export async function mount(handle: AwsHandler): Promise<Listening> {
  const listening = await listen(handle);
  onTestFinished(() => listening.stop());
  return listening;
}

/** The name of the error that a call is refused with. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
  return 'none';
}

export function instant(text: string): number {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new Error(`${text} is no instant`);
  return parsed;
}
