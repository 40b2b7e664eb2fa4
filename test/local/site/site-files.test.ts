/** The built site as the stack serves it: its files, their headers, and nothing beside them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHttpServer } from '../../../local/http-server.ts';
import { siteRoutes } from '../../../local/site/site-files.ts';
import { temporaryFolder } from '../harness.ts';

async function serve(folder: string | undefined): Promise<string> {
  let url = '';
  const server = await createHttpServer({ routes: siteRoutes(folder, () => url) }).start({ port: 0 });
  onTestFinished(server.stop);
  url = server.url;
  return url;
}

function builtSite(): string {
  const folder = join(temporaryFolder(), 'web');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html>the site');
  writeFileSync(join(folder, 'assets/main-1a2b.js'), 'const one = 1;');
  writeFileSync(join(folder, 'manifest.json'), '{"of":"the build"}');
  writeFileSync(join(folder, '../secret.js'), 'no part of it');
  return folder;
}

describe('the site', () => {
  test('is served from the root under its deployed policy, and asked for anew each time', async () => {
    const url = await serve(builtSite());
    const answer = await fetch(`${url}/`);

    expect([answer.status, await answer.text()]).toEqual([200, '<!doctype html>the site']);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('content-security-policy')).toContain(`connect-src 'self' ${url};`);
  });

  test('lets files be kept whose names change with them', async () => {
    const answer = await fetch(`${await serve(builtSite())}/assets/main-1a2b.js`);

    expect(await answer.text()).toBe('const one = 1;');
    expect(answer.headers.get('cache-control')).toContain('immutable');
  });

  test.each([
    '/nothing.js',
    '/manifest.json',
    '/assets',
    '/assets/..%2f..%2fsecret.js',
    '/%2e%2e/secret.js',
  ])('has nothing at %s', async (path) => {
    expect((await fetch((await serve(builtSite())) + path)).status).toBe(404);
  });

  test('stays as it was when the stack started, whatever is built meanwhile', async () => {
    const folder = builtSite();
    const url = await serve(folder);
    writeFileSync(join(folder, 'index.html'), 'newer');

    expect(await (await fetch(url)).text()).toBe('<!doctype html>the site');
  });

  test('that is not built says what builds it', async () => {
    const answer = await fetch(await serve(undefined));
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('npm start')]);
  });
});
