/** What the site and the embedded sign-in call each other; apart from the provider, which is loaded only when somebody signs in. */

/** The site's name at the sign-in. */
export const siteClientId = 'manager-site';
/** Where the provider is mounted. */
export const signInPath = '/local/sign-in';
