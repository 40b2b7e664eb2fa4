/** The link of a text that leads to a page: a text that promises one and has none must never go out. */
import type { ReplyFacts } from './milestone.ts';

/** Thrown when the caller made no page link for a milestone that has one: a bug, seen before anything is sent. */
export class PageLinkMissingError extends Error {
  constructor() {
    super('a text with a page link was composed without one');
    this.name = 'PageLinkMissingError';
  }
}

/** The link, which the caller of a milestone with `link` has made. */
export function pageLink({ link }: ReplyFacts): string {
  if (link === undefined) throw new PageLinkMissingError();
  return link;
}
