/** The stack as a process: killed in the middle of a care plan it goes on where it stood; told to stop it stops; with a broken configuration it says what is wrong. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { standardBody } from '../../local/demo/bodies.ts';
import { clockOf } from '../../local/send/stack.ts';
import { dayMs, formatInstant, hourMs, type Instant } from '../../shared/time/instant.ts';
import { temporaryFolder } from '../local/harness.ts';
import { asking } from './running-stack.ts';
import { processTestMsMax, runScript, type StackProcess, startStackProcess } from './stack-process.ts';

const phone = '+12125550151';
const secretsSchema = z.record(z.string(), z.record(z.string(), z.array(z.string())));

/** Questions to a process; its clock goes on by itself, so it is asked for once. */
async function talkTo(stack: StackProcess) {
  const secrets = secretsSchema.parse(await (await fetch(`${stack.url}/local/secrets`)).json());
  const now = await clockOf(new URL(stack.url));
  return { ...asking(stack.url, secrets, () => now), now, secrets };
}

/** Three o'clock in the afternoon of New York's winter, some days ahead; every text of the plan then has its allowed minute. */
function afternoonAhead(now: Instant, days: number): Instant {
  return Math.floor(now / dayMs) * dayMs + days * dayMs + 20 * hourMs;
}

describe('a stack that is killed', { timeout: processTestMsMax }, () => {
  test('in the middle of a care plan sends the rest of it once each after a restart', async () => {
    const folder = temporaryFolder();
    const first = await startStackProcess('--folder', folder);
    const before = await talkTo(first);
    const startAt = afternoonAhead(before.now, 20);
    const booking = { uid: 'visit-9', at: before.now, startAt, name: 'Nadia Brook', phone };
    expect((await before.post('standard', standardBody(booking))).body).toMatchObject({
      decision: 'allowed',
    });
    await before.moveTo(formatInstant(startAt - 2 * dayMs));
    const textsBefore = await before.texts(phone);
    expect(await first.end('SIGKILL')).toBe('SIGKILL');

    const second = await startStackProcess('--folder', folder);
    const after = await talkTo(second);
    expect(after.secrets).toEqual(before.secrets);
    expect(after.now).toBeGreaterThanOrEqual(startAt - 2 * dayMs);
    expect(await after.texts(phone)).toEqual(textsBefore);
    await after.moveTo(formatInstant(startAt + 20 * dayMs));

    expect((await after.texts(phone)).map(({ milestone }) => milestone)).toEqual([
      'booked',
      'two-weeks-before',
      'three-days-before',
      'day-before',
      'morning-of',
      'after-visit',
      'day-1',
      'day-2',
      'day-3',
      'two-weeks-after',
    ]);
    expect(textsBefore).toHaveLength(3);
    expect(first.output() + second.output()).not.toContain(phone);
    expect(first.output() + second.output()).not.toContain('Nadia');
    expect(await second.end('SIGTERM')).toBe(0);
  });

  test('while its clock moves has told nobody anything twice, and the missing texts come', async () => {
    const folder = temporaryFolder();
    const first = await startStackProcess('--folder', folder, '--quiet');
    const before = await talkTo(first);
    const startAt = afternoonAhead(before.now, 20);
    for (const index of [0, 1, 2, 3]) {
      const client = { name: `Client ${'ABCD'[index]}`, phone: `+1212555015${index}`, uid: `visit-${index}` };
      await before.post('standard', standardBody({ ...client, at: before.now, startAt }));
    }
    const cutOff = before.moveTo(formatInstant(startAt + 20 * dayMs)).catch(() => 'cut off');
    await expect
      .poll(async () => (await before.texts()).length, { timeout: 60_000, interval: 10 })
      .toBeGreaterThan(9);
    await first.end('SIGKILL');
    expect(await cutOff).toBe('cut off');

    const second = await startStackProcess('--folder', folder, '--quiet');
    const after = await talkTo(second);
    await after.moveTo(formatInstant(startAt + 20 * dayMs));

    const texts = await after.texts();
    const said = texts.map(({ to, body }) => `${to} ${body}`);
    expect(new Set(said).size).toBe(said.length);
    for (const index of [0, 1, 2, 3]) {
      const { steps } = await after.booking(`standard:visit-${index}`);
      const settled = steps.filter(
        ({ kind, status }) => kind === 'text' && ['sent', 'delivered', 'unknown'].includes(status),
      );
      expect(settled).toHaveLength(10);
      const arrived = texts.filter(({ to }) => to === `+1212555015${index}`).length;
      expect(arrived).toBeGreaterThanOrEqual(settled.filter(({ status }) => status !== 'unknown').length);
    }
    await second.end('SIGKILL');
  });
});

describe('a stack in memory', { timeout: processTestMsMax }, () => {
  test('works, keeps nothing, and stops on SIGINT', async () => {
    const stack = await startStackProcess('--memory');
    const { post, now, texts } = await talkTo(stack);
    const booking = { uid: 'visit-1', at: now, startAt: afternoonAhead(now, 5), name: 'Nadia Brook', phone };
    expect((await post('standard', standardBody(booking))).status).toBe(200);
    expect(await texts()).toEqual([]);
    expect(stack.output()).toContain('Nothing is kept');
    expect(await stack.end('SIGINT')).toBe(0);
  });
});

describe('a broken configuration', { timeout: processTestMsMax }, () => {
  test.each([
    [
      'a port that is no number',
      { PORT: 'http' },
      ['--memory'],
      'PORT: expected a number from 0 to 65535, found "http"',
    ],
    [
      'a folder that is a file',
      {},
      ['--folder', join(import.meta.dirname, 'restart.long.test.ts')],
      'cannot be used',
    ],
  ])('with %s ends with code 1 and says so', async (_, env, args, says) => {
    const { code, output } = await runScript(['local/start.ts', ...args], env);

    expect([code, output]).toEqual([1, expect.stringContaining(says)]);
    expect(output).not.toContain('    at ');
  });

  test.each([
    ['clock.json', '{"offsetMs":"soon"}'],
    ['phones/texts.jsonl', 'no JSON\n'],
  ])('with a broken %s ends with code 1 and names the file', async (file, text) => {
    const folder = temporaryFolder();
    const stack = await startStackProcess('--folder', folder);
    await stack.end('SIGTERM');
    writeFileSync(join(folder, file), text);

    const { code, output } = await runScript(['local/start.ts', '--folder', folder], { PORT: '0' });

    expect([code, output]).toEqual([1, expect.stringContaining(join(folder, file))]);
    expect(readFileSync(join(folder, file), 'utf8')).toBe(text);
  });

  test('a second stack on the same data, or on the same port, says who is in the way', async () => {
    const folder = temporaryFolder();
    const stack = await startStackProcess('--folder', folder);

    const sameData = await runScript(['local/start.ts', '--folder', folder], { PORT: '0' });
    expect([sameData.code, sameData.output]).toEqual([
      1,
      expect.stringContaining('is the stack already running?'),
    ]);
    const { port } = new URL(stack.url);
    const samePort = await runScript(['local/start.ts', '--memory'], { PORT: port });
    expect([samePort.code, samePort.output]).toEqual([1, expect.stringContaining(`port ${port} is in use`)]);
  });
});
