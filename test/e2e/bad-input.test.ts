/** Wrong requests over HTTP: each is refused with problem details that name what is wrong and echo nothing of it. */
import { request } from 'node:http';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { calComBody, fineAnswers, standardBody } from '../../local/demo/bodies.ts';
import { signHeaders } from '../../local/send/sign.ts';
import { type Stack, startStack } from '../../local/stack.ts';
import { problemSchema } from '../../shared/api/problem.ts';
import { signStandard } from '../../shared/webhook/standard-webhooks.ts';
import { instant } from '../local/harness.ts';

const bookedAt = instant('2026-11-02T15:00:00Z');
const visit = {
  uid: 'rose4',
  at: bookedAt,
  startAt: instant('2026-12-01T20:00:00Z'),
  name: 'Nadia Brook',
  phone: '+12125550141',
};
const calComPath = '/v1/clinics/demo/webhooks/cal-com';
const standardPath = '/v1/clinics/demo/webhooks/standard';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ port: 0, folder: undefined, realNow: () => bookedAt });
  return stack.stop;
});

function secretOf(platform: 'cal-com' | 'standard'): string {
  return stack.secrets.demo?.[platform]?.[0] ?? '';
}

function signed(platform: 'cal-com' | 'standard', body: string, at = bookedAt): RequestInit {
  return { method: 'POST', headers: signHeaders(platform, body, secretOf(platform), at), body };
}

async function ask(path: string, init?: RequestInit) {
  const response = await fetch(stack.url + path, init);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const text = await response.text();
  expect(text).not.toContain('Nadia');
  expect(text).not.toContain(secretOf('cal-com'));
  const problem = problemSchema.parse(JSON.parse(text));
  expect(problem.status).toBe(response.status);
  return { problem, headers: response.headers };
}

describe('a delivery', () => {
  const body = JSON.stringify(calComBody('BOOKING_CREATED', visit));

  test.each<[string, () => [string, RequestInit], number, string]>([
    [
      'whose body was changed after signing',
      () => [calComPath, { ...signed('cal-com', body), body: body.replace('rose4', 'rose5') }],
      401,
      'unknown-clinic-or-signature',
    ],
    [
      'without a signature',
      () => [
        calComPath,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-cal-signature-256': 'no-secret-provided' },
          body,
        },
      ],
      401,
      'unknown-clinic-or-signature',
    ],
    [
      'for a clinic that is not there',
      () => ['/v1/clinics/nowhere/webhooks/cal-com', signed('cal-com', body)],
      401,
      'unknown-clinic-or-signature',
    ],
    [
      'signed six minutes ago',
      () => {
        const standard = JSON.stringify(standardBody(visit));
        return [standardPath, signed('standard', standard, bookedAt - 360_000)];
      },
      401,
      'unknown-clinic-or-signature',
    ],
    [
      'from a platform nobody knows',
      () => ['/v1/clinics/demo/webhooks/nobody', signed('cal-com', body)],
      404,
      'not-found',
    ],
    ['by GET', () => [calComPath, {}], 405, 'method-not-allowed'],
    [
      'of 65 KB',
      () => [calComPath, signed('cal-com', JSON.stringify({ padding: 'x'.repeat(65 * 1024) }))],
      413,
      'body-too-large',
    ],
    [
      'that is no JSON by its type',
      () => [
        calComPath,
        {
          ...signed('cal-com', body),
          headers: {
            ...signHeaders('cal-com', body, secretOf('cal-com'), bookedAt),
            'content-type': 'text/plain',
          },
        },
      ],
      415,
      'unsupported-media-type',
    ],
    [
      'that is no JSON by its bytes',
      () => [calComPath, signed('cal-com', '{"triggerEvent":')],
      422,
      'unreadable-delivery',
    ],
  ])('%s is refused', async (_, made, status, type) => {
    const [path, init] = made();

    const { problem } = await ask(path, init);

    expect([problem.status, problem.type]).toEqual([status, `urn:booking-gate:problem:${type}`]);
  });

  test('that is verified and unreadable names the wrong fields, and a repeat gets the same', async () => {
    const wrong = JSON.stringify(
      calComBody('BOOKING_CREATED', { ...visit, uid: 'rose6' }, { startTime: 'soon', attendees: [] }),
    );

    const { problem } = await ask(calComPath, signed('cal-com', wrong));

    expect(problem.errors?.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['payload.startTime', 'payload.attendees.0']),
    );
    expect((await ask(calComPath, signed('cal-com', wrong))).problem).toEqual(problem);
  });

  test('under a known id with another body is a conflict, and the first one stays', async () => {
    const first = JSON.stringify(standardBody({ ...visit, uid: 'visit-7' }));
    const headers = signHeaders('standard', first, secretOf('standard'), bookedAt);
    const other = JSON.stringify(
      standardBody({ ...visit, uid: 'visit-7', answers: { ...fineAnswers, diabetes: true } }),
    );
    const id = headers['webhook-id'] ?? '';
    const signature = signStandard({
      id,
      timestampSeconds: bookedAt / 1_000,
      body: other,
      secret: secretOf('standard'),
    });
    await fetch(stack.url + standardPath, { method: 'POST', headers, body: first });

    const { problem } = await ask(standardPath, {
      method: 'POST',
      headers: { ...headers, 'webhook-signature': signature },
      body: other,
    });

    expect([problem.status, problem.type]).toEqual([409, 'urn:booking-gate:problem:delivery-conflict']);
  });

  test('that was refused before it was verified has left nothing behind', async () => {
    const bookings = await (await fetch(`${stack.url}/local/bookings`)).json();
    const ids = z.array(z.object({ id: z.string() })).parse(bookings);
    expect(ids).toEqual([{ id: 'standard:visit-7' }]);
  });
});

describe('a wrong call of /local', () => {
  test.each<[string, string, unknown, number, string | undefined]>([
    ['the clock back', '/local/clock', { to: '2026-11-02T14:59:59Z' }, 422, 'to'],
    ['the clock by a month, which has no fixed length', '/local/clock', { advance: 'P1M' }, 422, 'advance'],
    ['the clock by two years', '/local/clock', { advance: 'P730D' }, 422, 'advance'],
    [
      'the clock both ways at once',
      '/local/clock',
      { advance: 'PT1H', to: '2026-12-01T00:00:00Z' },
      422,
      'body',
    ],
    ['a reply from no number', '/local/replies', { from: '555', body: 'STOP' }, 422, 'from'],
    ['a reply without words', '/local/replies', { from: '+12125550141' }, 422, 'body'],
    [
      'a reply with a field too many',
      '/local/replies',
      { from: '+12125550141', body: '1', to: 'x' },
      422,
      'to',
    ],
    ['a zone that does not exist', '/local/clinic', { zone: 'Mars/Olympus' }, 422, 'zone'],
    ['quiet hours that never end', '/local/clinic', { textHours: [] }, 422, 'textHours'],
    [
      'a policy without questions',
      '/local/clinic',
      { policy: { treatment: 'microneedling' } },
      422,
      'policy.version',
    ],
    ['nothing at all', '/local/nothing', {}, 404, undefined],
    ['a method it does not know', '/local/texts', {}, 405, undefined],
  ])('with %s is refused by the name of the field', async (_, path, body, status, field) => {
    const { problem } = await ask(path, { method: 'POST', body: JSON.stringify(body) });

    expect(problem.status).toBe(status);
    if (field !== undefined) expect(problem.errors?.map((error) => error.path)).toContain(field);
  });

  test.each([
    ['/local/texts?phone=12', 'phone'],
    ['/local/bookings/nonsense', undefined],
    ['/local/bookings/cal-com:unknown', undefined],
  ])('%s is refused too', async (path, field) => {
    const { problem } = await ask(path);

    expect(problem.status).toBe(field === undefined ? 404 : 422);
  });

  test('from a page of another site, or under another host name, is forbidden', async () => {
    const elsewhere = await ask('/local/secrets', { headers: { origin: 'https://elsewhere.example' } });
    expect(elsewhere.problem.status).toBe(403);
    const own = await fetch(`${stack.url}/local/secrets`, { headers: { origin: stack.url } });
    expect(own.status).toBe(200);
    const borrowed = await new Promise<number | undefined>((resolve) => {
      request(`${stack.url}/local/secrets`, { headers: { host: 'rebound.example' } }, (response) =>
        resolve(response.resume().statusCode),
      ).end();
    });
    expect(borrowed).toBe(403);
  });

  test('with a body that is no JSON says so', async () => {
    const { problem } = await ask('/local/clock', { method: 'POST', body: '{' });
    expect(problem.errors).toEqual([{ path: 'body', expected: 'JSON: the body is not valid JSON' }]);
  });
});

test('A page behind a guessed token is not found, and says nothing more', async () => {
  for (const path of ['/s/AAAAAAAAAA', '/c/AAAAAAAAAA', '/s/x', '/c/%00']) {
    const response = await fetch(stack.url + path);
    expect([path, response.status]).toEqual([path, 404]);
    expect(await response.text()).toContain('This link does not work');
  }
});
