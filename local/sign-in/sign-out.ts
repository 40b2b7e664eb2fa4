/** Signing out: done at once where our own site asks for it, as Cognito does. Whoever comes from elsewhere is asked first, for any page can lead a browser to an address. */
import type { KoaContextWithOIDC } from 'oidc-provider';
import { renderSignOut } from './login-page.ts';

/** `form` is the provider's own question, to be sent by a button. */
export async function signOut(ctx: KoaContextWithOIDC, form: string): Promise<void> {
  const { session, params, provider } = ctx.oidc;
  const back = params?.post_logout_redirect_uri;
  // Said by the browser itself, where it says so at all: no page can write it. https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
  const isOurs = ctx.get('sec-fetch-site') === 'same-origin';
  if (!isOurs || session === undefined || typeof back !== 'string') {
    ctx.body = renderSignOut(form);
    return;
  }
  for (const { grantId } of Object.values(session.authorizations ?? {})) {
    // Whatever was made from the grant goes along, whichever kind is asked.
    if (grantId !== undefined) await provider.RefreshToken.revokeByGrantId(grantId);
  }
  await session.destroy();
  ctx.status = 303;
  ctx.redirect(back);
}
