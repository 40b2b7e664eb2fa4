/** Lists that are counted or shown up to a bound: one more is asked for than that, which only says that there is more. */

export interface Bounded<Entry> {
  entries: Entry[];
  /** There is more than the bound. */
  more: boolean;
}

export async function bounded<Entry>(
  max: number,
  ask: (limit: number) => Promise<Entry[]>,
): Promise<Bounded<Entry>> {
  const entries = await ask(max + 1);
  return { entries: entries.slice(0, max), more: entries.length > max };
}
