/** One visit's expected texts by how far ahead it is booked, and the walk through the world that holds them to it. */
import { expect } from 'vitest';
import { liveThrough, liveUntil, worldWithVisit } from './story.ts';

export interface VisitTable {
  title: string;
  start: string;
  /** After the visit, however late it was booked. */
  after: string[];
  booked: Record<string, { sent: string[]; skipped: string[]; notTold?: boolean }>;
}

/** After-care does not depend on how far ahead a visit was booked: the earliest and the latest booking show it. */
const livedThroughWhole = ['30 d', '1 h'];

/** Staff are told within minutes where no text can reach the client in time, and only there. */
export async function expectTable(table: VisitTable, lead: string): Promise<void> {
  const expected = table.booked[lead];
  const world = await worldWithVisit(table.start, lead);
  const lived = livedThroughWhole.includes(lead)
    ? await liveThrough(world, table.start)
    : { ...(await liveUntil(world, table.start)), after: table.after };
  expect(lived).toEqual({ before: expected?.sent, skipped: expected?.skipped, after: table.after });
  const told = world.ports.staffNotices.published().map(({ kind }) => kind);
  expect(told).toEqual(expected?.notTold === true ? ['client-not-told'] : []);
}
