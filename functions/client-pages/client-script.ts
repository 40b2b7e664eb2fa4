/** The form's script as it is sent: under a name that changes with it, so that it may be kept for ever. */
import { createHash } from 'node:crypto';
import type { HttpRequest } from '../http/request.ts';
import { empty, file, type HttpResponse } from '../http/respond.ts';

/** A year, in seconds: as long as a browser keeps anything. */
const keptSeconds = 31_536_000;
/** Characters of the hash: two versions of one script never share them. */
const hashChars = 12;

export interface ClientScript {
  path: string;
  text: string;
}

/** `undefined` where there is none: the form is then the plain one. */
export function clientScript(text: string): ClientScript | undefined {
  if (text === '') return undefined;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, hashChars);
  return { path: `/s/form-${hash}.js`, text };
}

/** The script of another version is not there: its page then stays the plain form, which does the same. */
export function respondScript(
  { method, path }: Pick<HttpRequest, 'method' | 'path'>,
  script: ClientScript | undefined,
): HttpResponse {
  if (method !== 'GET' && method !== 'HEAD') return empty(405, { allow: 'GET, HEAD' });
  if (script?.path !== path) return empty(404);
  return file('text/javascript', script.text, {
    'cache-control': `public, max-age=${keptSeconds}, immutable`,
  });
}
