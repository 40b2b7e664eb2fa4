/** The manager's site as it is built, served from the root with the headers that it is deployed with. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { html } from '../../functions/client-pages/html/escape.ts';
import { cacheControlOf, siteHeaders } from '../../shared/deployment/site-headers.ts';
import type { LocalRequest, LocalResponse, Route } from '../http-server.ts';
import { respondPage } from '../pages/document.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** The last routes: whatever no other takes. `folder` undefined: the site was not built. `url`: the origin, known once the server listens. */
export function siteRoutes(folder: string | undefined, url: () => string): Route[] {
  const methods = ['GET', 'HEAD'];
  const serve = (request: LocalRequest) => serveFile(folder, request.path, url());
  return [
    { pattern: '/', methods, local: serve },
    { pattern: '/{path+}', methods, local: serve },
  ];
}

async function serveFile(folder: string | undefined, path: string, url: string): Promise<LocalResponse> {
  const name = path === '/' ? 'index.html' : path.slice(1);
  const type = types[extname(name)];
  if (folder === undefined || type === undefined) return nothing(path);
  const file = normalize(join(folder, name));
  if (!file.startsWith(folder + sep)) return nothing(path);
  const body = await readFile(file).catch(() => undefined);
  if (body === undefined) return nothing(path);
  const headers = { ...siteHeaders(url), 'cache-control': cacheControlOf(name), 'content-type': type };
  return { status: 200, headers, body };
}

function nothing(path: string): LocalResponse {
  if (path !== '/') {
    return { status: 404, headers: { 'content-type': 'application/json' }, body: '{"message":"Not Found"}' };
  }
  const content = html`<p>The manager's site is not built here. <kbd>npm start</kbd> builds it; a test says where it lies.</p>`;
  return respondPage({ title: 'No site', here: 'stack', content }, 404);
}
