/** The two addresses of the pages. A token of the wrong form is told apart before any work, and then treated like any unknown one. */

export interface PageRoute {
  page: 'screening' | 'care';
  methods: readonly string[];
  /** Absent when it cannot be one of ours. */
  token?: string;
}

/** Ten letters and digits, as the randomness port makes them. */
const tokenPattern = /^[0-9A-Za-z]{10}$/;

export function matchPage(path: string): PageRoute | undefined {
  const [, start, token = '', ...rest] = path.split('/');
  if (rest.length > 0 || token === '') return undefined;
  const known = tokenPattern.test(token) ? { token } : {};
  if (start === 's') return { page: 'screening', methods: ['GET', 'HEAD', 'POST'], ...known };
  if (start === 'c') return { page: 'care', methods: ['GET', 'HEAD'], ...known };
  return undefined;
}
