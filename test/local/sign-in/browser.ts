/** A browser as far as signing in needs one: it follows redirects, keeps cookies by their path, and posts forms. */
import { createHash, randomBytes } from 'node:crypto';

interface Cookie {
  value: string;
  path: string;
}

export interface Visit {
  status: number;
  /** Where it ended, query included. */
  url: string;
  text: string;
  headers: Headers;
}

export interface Browser {
  /** `from`: what a browser says of the page that leads there. */
  go(url: string, from?: 'same-origin' | 'cross-site' | 'none'): Promise<Visit>;
  submit(url: string, fields: Readonly<Record<string, string>>): Promise<Visit>;
  /** What would be sent to that path. */
  cookiesFor(path: string): string[];
}

/** More redirects than any sign-in has. */
const redirectsMax = 10;

export function openBrowser(): Browser {
  const cookies = new Map<string, Cookie>();

  function cookiesFor(path: string): string[] {
    return [...cookies]
      .filter(([, cookie]) => path === cookie.path || path.startsWith(`${cookie.path.replace(/\/$/, '')}/`))
      .map(([name, { value }]) => `${name.split('@')[0]}=${value}`);
  }

  function keep(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const [name = '', value = ''] = pair.split('=');
      const path = attributes.find((one) => one.startsWith('path='))?.slice('path='.length) ?? '/';
      if (value === '') cookies.delete(`${name}@${path}`);
      else cookies.set(`${name}@${path}`, { value, path });
    }
  }

  async function request(url: string, init: RequestInit, left = redirectsMax): Promise<Visit> {
    const headers = new Headers(init.headers);
    headers.set('cookie', cookiesFor(new URL(url).pathname).join('; '));
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    keep(answer.headers);
    const location = answer.headers.get('location');
    if (location !== null && left > 0) {
      await answer.body?.cancel();
      return request(new URL(location, url).href, {}, left - 1);
    }
    return { status: answer.status, url, text: await answer.text(), headers: answer.headers };
  }

  return {
    go: (url, from = 'none') => request(url, { headers: { 'sec-fetch-site': from } }),
    submit: (url, fields) => request(url, { method: 'POST', body: new URLSearchParams(fields) }),
    cookiesFor,
  };
}

/** A verifier and the challenge made of it. https://www.rfc-editor.org/rfc/rfc7636 */
export function makePkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}
