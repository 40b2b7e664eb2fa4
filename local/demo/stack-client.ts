/** The demo's view of a running stack: signed deliveries in, texts and decisions out, the clock forward. */
import * as z from 'zod';
import { type BookingView, bookingViewSchema } from '../../shared/api/booking-view.ts';
import { readReference } from '../../shared/booking/reference.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { dayMs, formatInstant, type Instant, parseInstant } from '../../shared/time/instant.ts';
import { type SignablePlatform, signHeaders } from '../send/sign.ts';
import { request } from '../send/stack.ts';

const clinic = 'demo';

const answer = z.object({
  status: z.union([z.string(), z.number()]),
  bookingId: z.string().optional(),
  decision: z.string().optional(),
  reason: z.string().optional(),
  detail: z.string().optional(),
});
export type DeliveryAnswered = z.infer<typeof answer> & { httpStatus: number };

const text = z.object({
  to: z.string(),
  body: z.string(),
  at: z.string(),
  milestone: z.string().optional(),
});
export type ArrivedText = z.infer<typeof text>;

const notice = z.object({ at: z.string(), subject: z.string(), message: z.string() });

const policiesSchema = z.object({ policies: z.record(z.string(), z.number()) });

const secretsSchema = z.record(z.string(), z.record(z.string(), z.array(z.string())));

/** The stack answered something that a stack does not answer. */
export class StackAnswerError extends Error {
  override name = 'StackAnswerError';
}

export interface StackClient {
  now(): Promise<Instant>;
  post(platform: SignablePlatform, body: unknown): Promise<DeliveryAnswered>;
  booking(id: string): Promise<BookingView>;
  texts(): Promise<ArrivedText[]>;
  /** E-mails to staff about one booking each, without the daily digests. */
  notices(): Promise<{ at: string; subject: string; uid: string }[]>;
  reply(from: string, body: string): Promise<void>;
  submitForm(url: string, answers: Readonly<Record<string, string>>): Promise<void>;
  moveTo(to: Instant): Promise<void>;
  /** Which version of a treatment's policy the clinic stands on. */
  policyVersion(treatment: string): Promise<number>;
  publish(policy: Policy): Promise<void>;
}

/** One move per call, so that no request lasts long however many texts fall due. */
const moveDaysMax = 2;

export async function connectStack(url: URL): Promise<StackClient> {
  const secrets = await get(url, '/local/secrets', secretsSchema);

  async function now(): Promise<Instant> {
    const clock = await get(url, '/local/clock', z.object({ now: z.string() }));
    return parseInstant(clock.now) ?? 0;
  }

  return {
    now,
    async post(platform, body) {
      const raw = JSON.stringify(body);
      const headers = signHeaders(platform, raw, secrets[clinic]?.[platform]?.[0] ?? '', await now());
      const path = `/v1/clinics/${clinic}/webhooks/${platform}`;
      const response = await request(new URL(path, url), { method: 'POST', headers, body: raw });
      return { ...answer.parse(await response.json()), httpStatus: response.status };
    },
    booking: (id) => get(url, `/local/bookings/${encodeURIComponent(id)}`, bookingViewSchema),
    texts: () => get(url, '/local/texts', z.array(text)),
    notices: async () => (await get(url, '/local/notices', z.array(notice))).flatMap(aboutBooking),
    reply: (from, body) => post(url, '/local/replies', { from, body }),
    async submitForm(form, answers) {
      const response = await request(new URL(form), { method: 'POST', body: new URLSearchParams(answers) });
      // To the page that shows the result.
      if (response.status !== 303) throw new StackAnswerError(`the form was answered ${response.status}`);
    },
    async moveTo(to) {
      for (let at = await now(); at < to; ) {
        at = Math.min(to, at + moveDaysMax * dayMs);
        await post(url, '/local/clock', { to: formatInstant(at) });
      }
    },
    policyVersion: async (treatment) =>
      (await get(url, '/local/clinic', policiesSchema)).policies[treatment] ?? 0,
    publish: (policy) => post(url, '/local/clinic', { policy }),
  };
}

function aboutBooking({ at, subject, message }: z.infer<typeof notice>) {
  const reference = /#\/bookings\/([\w-]+)/.exec(message)?.[1] ?? '';
  const place = readReference(reference);
  return place === undefined ? [] : [{ at, subject, uid: place.uid }];
}

async function get<T>(url: URL, path: string, schema: z.ZodType<T>): Promise<T> {
  const response = await request(new URL(path, url));
  const parsed = response.ok ? schema.safeParse(await response.json().catch(() => undefined)) : undefined;
  if (parsed?.success === true) return parsed.data;
  throw new StackAnswerError(`${url.origin}${path} answered ${response.status}: is that a local stack?`);
}

async function post(url: URL, path: string, body: unknown): Promise<void> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const response = await request(new URL(path, url), init);
  if (!response.ok) throw new StackAnswerError(`${path}: ${response.status} ${await response.text()}`);
}
