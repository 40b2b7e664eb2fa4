/** The manager's site as it is built, served from the root with the headers that it is deployed with. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { html } from '../../functions/client-pages/html/escape.ts';
import { cacheControlOf, siteHeaders } from '../../shared/deployment/site-headers.ts';
import type { LocalResponse, Route } from '../http-server.ts';
import { respondPage } from '../pages/document.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** By path below the root. */
type SiteFiles = ReadonlyMap<string, Buffer>;

/** The last routes: whatever no other takes. `folder` undefined: the site was not built. `url`: the origin, known once the server listens. */
export function siteRoutes(folder: string | undefined, url: () => string): Route[] {
  const files = folder === undefined ? new Map<string, Buffer>() : readFiles(folder);
  const methods = ['GET', 'HEAD'];
  return [
    { pattern: '/', methods, local: () => serve(files, 'index.html', url()) },
    { pattern: '/{path+}', methods, local: ({ path }) => serve(files, path.slice(1), url()) },
  ];
}

/** All at once: a build while the stack runs changes nothing under an open page. */
function readFiles(folder: string): SiteFiles {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile() && types[extname(entry.name)] !== undefined)
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((file) => [relative(folder, file).replaceAll(sep, '/'), readFileSync(file)]),
  );
}

function serve(files: SiteFiles, name: string, url: string): LocalResponse {
  const body = files.get(name);
  if (body === undefined) return nothing(name);
  const type = types[extname(name)] ?? 'application/octet-stream';
  const headers = { ...siteHeaders(url), 'cache-control': cacheControlOf(name), 'content-type': type };
  return { status: 200, headers, body };
}

function nothing(name: string): LocalResponse {
  if (name !== 'index.html') {
    return { status: 404, headers: { 'content-type': 'application/json' }, body: '{"message":"Not Found"}' };
  }
  const content = html`<p>The manager's site is not built here: <kbd>npm start</kbd> builds it.</p>`;
  return respondPage({ title: 'No site', here: 'stack', content }, 404);
}
