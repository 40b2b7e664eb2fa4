/** Whose an access token is, as its payload says: read only to tell people at one screen apart. What may be done with it is the API's to check. */

/** `undefined` where it cannot be read. */
export function readUsername(accessToken: string): string | undefined {
  try {
    const payload = (accessToken.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(payload), (byte) => byte.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const isNamed = typeof claims === 'object' && claims !== null && 'username' in claims;
    return isNamed && typeof claims.username === 'string' ? claims.username : undefined;
  } catch {
    return undefined;
  }
}
