/** What the site asks for when it signs in, alone in this file so that the site can hold it without the schemas. */
export const signInScope = 'openid';
