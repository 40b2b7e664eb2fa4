/** A stack in this process for one test, its machine's clock standing still, and what the tests ask of one over HTTP. */
import { onTestFinished } from 'vitest';
import * as z from 'zod';
import { type SignablePlatform, signHeaders } from '../../local/send/sign.ts';
import { type Stack, startStack } from '../../local/stack.ts';
import { type BookingView, bookingViewSchema } from '../../shared/api/booking-view.ts';
import { instant } from '../local/harness.ts';

export interface Answered {
  status: number;
  body: Record<string, unknown>;
}

const text = z.object({
  id: z.string(),
  to: z.string(),
  body: z.string(),
  segments: z.number(),
  at: z.string(),
  bookingId: z.string().optional(),
  milestone: z.string().optional(),
});
export type PhoneText = z.infer<typeof text>;

export interface RunningStack {
  url: string;
  secrets: Stack['secrets'];
  faults: Stack['faults'];
  now: () => number;
  /** Signed as the platform would, at the stack's own time. */
  post: (platform: SignablePlatform, body: unknown) => Promise<Answered>;
  /** An object; `list` for arrays. */
  get: (path: string) => Promise<Answered>;
  list: (path: string) => Promise<Record<string, unknown>[]>;
  send: (path: string, body: unknown) => Promise<Answered>;
  texts: (phone?: string) => Promise<PhoneText[]>;
  booking: (id: string) => Promise<BookingView>;
  moveTo: (to: string) => Promise<void>;
}

export async function runStack(startsAt: string, folder?: string): Promise<RunningStack> {
  const base = instant(startsAt);
  const errors: unknown[] = [];
  const stack = await startStack({
    port: 0,
    folder,
    realNow: () => base,
    onError: (error) => errors.push(error),
  });
  onTestFinished(async () => {
    await stack.stop();
    if (errors.length > 0) throw new AggregateError(errors, 'the stack met errors');
  });
  const { secrets, faults, now } = stack;
  return { secrets, faults, now, ...asking(stack.url, secrets, now) };
}

/** The questions, of a stack wherever it runs. */
export function asking(url: string, secrets: Stack['secrets'], now: () => number) {
  async function ask(path: string, init?: RequestInit): Promise<Answered> {
    const response = await fetch(url + path, init);
    return { status: response.status, body: z.record(z.string(), z.unknown()).parse(await response.json()) };
  }
  async function list<T>(path: string, of: z.ZodType<T>): Promise<T[]> {
    return z.array(of).parse(await (await fetch(url + path)).json());
  }
  const send = (path: string, body: unknown) => ask(path, { method: 'POST', body: JSON.stringify(body) });
  return {
    url,
    get: (path: string) => ask(path),
    list: (path: string) => list(path, z.record(z.string(), z.unknown())),
    send,
    post: (platform: SignablePlatform, body: unknown) => {
      const raw = JSON.stringify(body);
      const headers = signHeaders(platform, raw, secrets.demo?.[platform]?.[0] ?? '', now());
      return ask(`/v1/clinics/demo/webhooks/${platform}`, { method: 'POST', headers, body: raw });
    },
    texts: (phone?: string) =>
      list(`/local/texts${phone === undefined ? '' : `?phone=${encodeURIComponent(phone)}`}`, text),
    booking: async (id: string) =>
      bookingViewSchema.parse((await ask(`/local/bookings/${encodeURIComponent(id)}`)).body),
    async moveTo(to: string) {
      const moved = await send('/local/clock', { to });
      if (moved.status !== 200) throw new Error(`the clock was not moved: ${JSON.stringify(moved.body)}`);
    },
  };
}

/** What a phone shows, one line per text: minute, milestone, words; links by the page they lead to. */
export function told(texts: readonly PhoneText[]): string[] {
  return texts.map(
    ({ at, milestone, body }) => `${at.slice(0, 16)} ${milestone ?? '?'}: ${withoutTokens(body)}`,
  );
}

export function withoutTokens(body: string): string {
  return body.replace(/http:\/\/localhost:\d+\/([cs])\/\w{10}/g, '<$1>');
}

export function linkIn(body: string): string {
  return /http:\/\/localhost:\d+\/[cs]\/\w{10}/.exec(body)?.[0] ?? '';
}
