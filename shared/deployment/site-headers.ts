/** The headers of the manager's site: what its pages may load, call and be framed by. Here, because the deployment and the local stack must send the same; some go with every answer of the functions too. */

/** How long a browser asks the site by HTTPS alone. Seconds: two years, as browsers ask for before they remember it for good. https://hstspreload.org */
export const strictTransportSecondsMax = 63_072_000;

/** Cameras and the like: neither the site nor a page uses any of them. */
export const permissionsPolicy = ['camera', 'geolocation', 'microphone', 'payment', 'usb']
  .map((feature) => `${feature}=()`)
  .join(', ');

/** Its value as sent. */
export const strictTransport = `max-age=${strictTransportSecondsMax}; includeSubDomains`;

/**
 * The policy of the site's pages. Scripts and styles come from the site's own files only: nothing inline, no `eval`, and no string becomes markup (trusted types).
 * A style that React sets goes through the document's objects, which a policy does not govern, so not even `style-src-attr` is opened. https://www.w3.org/TR/CSP3/#directive-style-src
 * `signInOrigin`: where tokens are fetched from.
 */
export function contentSecurityPolicy(signInOrigin: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    `connect-src 'self' ${signInOrigin}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** By name as sent, for every file of the site. `signInOrigin` is an origin such as `https://clinic.auth.us-east-1.amazoncognito.com`. */
export function siteHeaders(signInOrigin: string) {
  return {
    'content-security-policy': contentSecurityPolicy(signInOrigin),
    'strict-transport-security': strictTransport,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'permissions-policy': permissionsPolicy,
    // Pop-ups are let be: signing in again happens in one.
    'cross-origin-opener-policy': 'same-origin-allow-popups',
    'cross-origin-resource-policy': 'same-origin',
  } as const;
}

/** Seconds a browser keeps a file whose name carries a hash of its content: a year, the longest that is asked for. */
export const hashedFileSecondsMax = 31_536_000;

/** Files under here are named after their content. */
export const hashedFilesFolder = 'assets';

/** How long a file of the site may be kept: for good where its name changes with it, else not without asking. `path`: below the site's root, without a slash in front. */
export function cacheControlOf(path: string): string {
  return path.startsWith(`${hashedFilesFolder}/`)
    ? `public, max-age=${hashedFileSecondsMax}, immutable`
    : 'no-cache';
}
