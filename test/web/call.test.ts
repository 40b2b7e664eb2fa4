/** The site's calls: to the address the route's name says, with the token of who is signed in, and once more when that is refused. */
import { describe, expect, test, vi } from 'vitest';
import { addressOf, createCall } from '../../web/api/call.ts';
import { ProblemError, UnreachableError } from '../../web/api/problem-error.ts';
import { isWaiting } from '../../web/api/waiting.ts';

const route = 'GET /v1/manager/clinics/{clinicId}/bookings/{booking}';
const sent = { params: { clinicId: 'rosewater', booking: 'cmVm' } };
const tokens = { token: async () => 'first', renew: async () => 'second' };

/** Answers in turn, and keeps what it was asked. */
function serverWith(...answers: (() => Response)[]) {
  const asked: { url: string; method: string; token: string | null; body: unknown }[] = [];
  const request: typeof fetch = async (input, init = {}) => {
    const { method = '', body } = init;
    asked.push({
      url: String(input),
      method,
      token: new Headers(init.headers).get('authorization'),
      body: typeof body === 'string' ? JSON.parse(body) : body,
    });
    const answer = answers[asked.length - 1];
    if (answer === undefined) throw new TypeError('fetch failed');
    return answer();
  };
  return { request, asked };
}

function problem(status: number, more: object = {}): Response {
  const body = {
    type: 'urn:booking-gate:problem:conflict',
    title: 'Somebody else changed it first',
    status,
    ...more,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8' },
  });
}

describe('the address', () => {
  test('has its names filled in, whatever they hold', () => {
    expect(
      addressOf('/clinics/{clinicId}/bookings/{booking}', { params: { clinicId: 'a', booking: 'x/y?z' } }),
    ).toBe('/clinics/a/bookings/x%2Fy%3Fz');
  });

  test('asks beside it what is given, and nothing for what is not', () => {
    expect(addressOf('/day', { query: { day: '2026-11-22', after: undefined } })).toBe('/day?day=2026-11-22');
    expect(addressOf('/day', { query: {} })).toBe('/day');
  });
});

describe('a call', () => {
  test('carries the token and the body, and answers what comes back', async () => {
    const { request, asked } = serverWith(() => Response.json({ phone: '+12125550123' }));
    const body = { click: '7f9c24e5-2b4b-4a4f-8d0a-0d4f5a3a0b11', why: 'to call', version: 3 };
    const reveal = 'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/reveal-phone';

    const answer = await createCall(tokens, request)(reveal, { ...sent, body });

    expect(answer.phone).toBe('+12125550123');
    expect(asked).toEqual([
      {
        url: '/v1/manager/clinics/rosewater/bookings/cmVm/reveal-phone',
        method: 'POST',
        token: 'Bearer first',
        body,
      },
    ]);
  });

  test('is sent once more with another token when the first is refused', async () => {
    const { request, asked } = serverWith(
      () => problem(401),
      () => Response.json({ ref: 'cmVm' }),
    );

    const answer = await createCall(tokens, request)(route, sent);

    expect(answer.ref).toBe('cmVm');
    expect(asked.map(({ token }) => token)).toEqual(['Bearer first', 'Bearer second']);
  });

  test('ends when the other token is refused too', async () => {
    const { request, asked } = serverWith(
      () => problem(401),
      () => problem(401),
      () => Response.json({}),
    );

    await expect(createCall(tokens, request)(route, sent)).rejects.toBeInstanceOf(ProblemError);
    expect(asked).toHaveLength(2);
  });

  test('says of a conflict what somebody else did', async () => {
    const latest = { did: 'approved findings', by: 'lee', at: '2026-11-22T10:00:00Z' };
    const { request } = serverWith(() => problem(409, { latest }));

    await expect(createCall(tokens, request)(route, sent)).rejects.toMatchObject({
      problem: { status: 409, latest },
    });
  });

  test('that came too soon waits for as long as the API says, and is sent again', async () => {
    vi.useFakeTimers();
    try {
      const tooSoon = () => new Response('', { status: 429, headers: { 'retry-after': '2' } });
      const { request, asked } = serverWith(tooSoon, () => Response.json({ ref: 'cmVm' }));
      const answer = createCall(tokens, request)(route, sent);
      await vi.advanceTimersByTimeAsync(1_900);
      expect([asked.length, isWaiting()]).toEqual([1, true]);
      await vi.advanceTimersByTimeAsync(200);

      expect((await answer).ref).toBe('cmVm');
      expect(isWaiting()).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  test('that is given up while it waits asks no more', async () => {
    const giving = new AbortController();
    const { request, asked } = serverWith(() => problem(429));
    const answer = createCall(tokens, request)(route, { ...sent, signal: giving.signal });
    await vi.waitFor(() => expect(isWaiting()).toBe(true));
    giving.abort(new Error('left'));

    await expect(answer).rejects.toThrow('left');
    expect([asked.length, isWaiting()]).toEqual([1, false]);
  });

  test('makes a problem of an answer that a proxy gave', async () => {
    const { request } = serverWith(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));

    await expect(createCall(tokens, request)(route, sent)).rejects.toMatchObject({
      problem: { status: 502 },
    });
  });

  test('tells a server that is away from one that refuses', async () => {
    const { request } = serverWith();

    await expect(createCall(tokens, request)(route, sent)).rejects.toBeInstanceOf(UnreachableError);
  });
});
