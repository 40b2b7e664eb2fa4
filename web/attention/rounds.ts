/** Which pages of a long list are asked for again, and how soon: what lies far down turns seldom, and one person's open list is no burden however long it is. */

/** A page of the list as this site keeps it. */
export interface AskedPage {
  /** By this machine's clock, epoch milliseconds. */
  askedAt: number;
}

/** How soon somebody sees what has come. */
const againMs = 5_000;
/** Pages of one round: the first, where the soonest visits are, and those that were asked for longest ago. */
const askedMax = 4;
/** A page this old is asked for whatever it costs: the list was out of sight for a while. */
const oldMs = 120_000;
/** Kept free after each page of a round: after one that moved every page, as a line that comes at the top does, the next waits longer. */
const pauseMs = 400;

/** The places of the pages to ask for in this round; any other stays as it is while it begins where it began. */
export function pagesDue(pages: readonly AskedPage[], now: number): ReadonlySet<number> {
  const behind = [...pages.entries()].slice(1).toSorted(([, one], [, other]) => one.askedAt - other.askedAt);
  const due = behind.filter(([, { askedAt }], rank) => rank < askedMax - 1 || now - askedAt > oldMs);
  return new Set([0, ...due.map(([place]) => place)]);
}

/** Milliseconds until the next round: the first page begins each one, so that what is not older belongs to the last. */
export function nextRoundMs(pages: readonly AskedPage[]): number {
  const [first] = pages;
  const asked = pages.filter(({ askedAt }) => first !== undefined && askedAt >= first.askedAt);
  return Math.max(againMs, asked.length * pauseMs);
}
