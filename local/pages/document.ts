/** The frame of the stack's own pages, and how they are sent: one stylesheet, one small script, nothing from elsewhere. */
import { type Content, html } from '../../functions/client-pages/html/escape.ts';
import type { LocalResponse } from '../http-server.ts';

/** Only what this server serves as a file counts: markup that slipped into a page would do nothing. */
export const pageHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  // Forms must say where they come from: a page of the web may not move the clock.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const;

export interface LocalPage {
  title: string;
  /** Which entry of the navigation it is; absent: a page apart, such as the sign-in. */
  here?: 'stack' | 'phones' | 'inbox';
  content: Content;
}

const places = [
  { name: 'stack', href: '/local', text: 'This stack' },
  { name: 'phones', href: '/local/phones', text: 'Phones' },
  { name: 'inbox', href: '/local/inbox', text: 'Inbox' },
] as const;

export function renderPage({ title, here, content }: LocalPage): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<title>${title} · booking-gate on this machine</title>
<link rel="stylesheet" href="/local/style.css">
${here !== undefined && html`<script type="module" src="/local/live.js"></script>`}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<p class="brand">booking-gate <span>on this machine</span></p>
${here !== undefined && renderNavigation(here)}
</header>
<main id="main"${here === undefined && html` class="apart"`}>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
  return page.markup;
}

export function respondPage(page: LocalPage, status = 200): LocalResponse {
  return {
    status,
    headers: { ...pageHeaders, 'content-type': 'text/html; charset=utf-8' },
    body: renderPage(page),
  };
}

/** Back to a page after its form was posted, so that a reload posts nothing again. */
export function seeOther(path: string): LocalResponse {
  return { status: 303, headers: { ...pageHeaders, location: path } };
}

function renderNavigation(here: string): Content {
  const links = places.map(
    ({ name, href, text }) =>
      html`<a href="${href}"${name === here && html` aria-current="page"`}>${text}</a>`,
  );
  return html`<nav aria-label="Pages of this stack">${links}<a href="/">The manager's site</a></nav>`;
}
