/** Where to sign in: told by the place that serves the site, so that one build serves every stage. */
import type { SiteConfig } from '../../shared/api/manager/site-config.ts';

export async function loadConfig(request: typeof fetch): Promise<SiteConfig> {
  const response = await request('/config.json', { cache: 'no-cache', credentials: 'omit' });
  if (!response.ok) throw new Error(`/config.json: ${response.status}`);
  // Written by the same deployment as this site, from the schema of this type.
  return (await response.json()) as SiteConfig;
}
