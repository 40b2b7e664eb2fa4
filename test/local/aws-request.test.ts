/** What every endpoint does before its own protocol begins. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { type AwsHandler, json, listen } from '../../local/aws-request.ts';
import { mount } from './harness.ts';

const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=local' };
const echo: AwsHandler = async ({ method, path, query, body }) =>
  json({ method, path, query: [...query], body });

describe('a mounted endpoint', () => {
  test('hears the request as it was sent', async () => {
    const { endpoint } = await mount(echo);
    const response = await fetch(`${endpoint}/schedules/a%2Fb?x=1&y=a%20b`, {
      method: 'POST',
      headers: signed,
      body: 'sí',
    });
    expect(await response.json()).toEqual({
      method: 'POST',
      path: '/schedules/a/b',
      query: [
        ['x', '1'],
        ['y', 'a b'],
      ],
      body: 'sí',
    });
  });

  test('answers no unsigned request', async () => {
    const { endpoint } = await mount(echo);
    expect((await fetch(endpoint)).status).toBe(403);
  });

  test('answers 413 to a body over 8 MB', async () => {
    const { endpoint } = await mount(echo);
    const post = (bytes: number) =>
      fetch(endpoint, { method: 'POST', headers: signed, body: 'x'.repeat(bytes) });
    expect((await post(8 * 1024 * 1024)).status).toBe(200);
    expect((await post(8 * 1024 * 1024 + 1)).status).toBe(413);
  });

  test('answers 500 to a bug and tells it', async () => {
    const errors: unknown[] = [];
    const bug = new Error('a bug');
    const listening = await listen(
      () => Promise.reject(bug),
      (error) => errors.push(error),
    );
    onTestFinished(() => listening.stop());
    expect((await fetch(listening.endpoint, { headers: signed })).status).toBe(500);
    expect(errors).toEqual([bug]);
  });

  test('stops although a request hangs', async () => {
    const listening = await mount(async () => ({ kind: 'hang' }));
    const hanging = fetch(listening.endpoint, { headers: signed }).catch(() => 'cut');
    await new Promise((resolve) => setTimeout(resolve, 20));
    await listening.stop();
    expect(await hanging).toBe('cut');
  });
});
