/** What the manager's site is told where it is served, as `/config.json`: where to sign in. Nothing in it is secret. */
import * as z from 'zod';

export const siteConfig = z.strictObject({
  issuer: z.url(),
  authorizationUrl: z.url(),
  tokenUrl: z.url(),
  /** Where the browser goes to end the session; comes back to the site. */
  signOutUrl: z.url(),
  clientId: z.string().min(1),
});
export type SiteConfig = z.infer<typeof siteConfig>;
