/** The addresses of the pages. A token of the wrong form is told apart before any work, and then treated like any unknown one. */

/** What stands at an address: a page, what is typed into one, a file to take along. */
export type PagePlace = 'screening' | 'draft' | 'care' | 'calendar' | 'script';

export interface PageRoute {
  to: PagePlace;
  methods: readonly string[];
  /** Absent when it cannot be one of ours. */
  token?: string;
}

/** Ten letters and digits, as the randomness port makes them. */
const tokenPattern = /^[0-9A-Za-z]{10}$/;
/** A token never holds a dot, so that the script can stand beside them. */
const scriptPattern = /^form-[\w-]+\.js$/;

const reads = ['GET', 'HEAD'] as const;
const readsAndTakes = [...reads, 'POST'] as const;

const places: Readonly<Record<string, { to: PagePlace; methods: readonly string[] }>> = {
  's/': { to: 'screening', methods: readsAndTakes },
  's/draft': { to: 'draft', methods: ['POST'] },
  'c/': { to: 'care', methods: readsAndTakes },
  'c/visit.ics': { to: 'calendar', methods: reads },
};

export function matchPage(path: string): PageRoute | undefined {
  const [, start = '', token = '', below = '', ...rest] = path.split('/');
  if (rest.length > 0 || token === '' || path.endsWith('/')) return undefined;
  if (start === 's' && below === '' && scriptPattern.test(token)) return { to: 'script', methods: reads };
  const name = `${start}/${below}`;
  const place = Object.hasOwn(places, name) ? places[name] : undefined;
  if (place === undefined) return undefined;
  return { ...place, ...(tokenPattern.test(token) ? { token } : {}) };
}
