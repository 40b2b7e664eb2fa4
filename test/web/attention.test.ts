/** The opening screen's list as data: days, arrivals, filters and what can be done. */
import { describe, expect, test } from 'vitest';
import { createRateLimiter } from '../../functions/http/rate-limiter.ts';
import { staffRate } from '../../functions/manager-api/handler.ts';
import type { AttentionRow } from '../../shared/api/manager/attention-view.ts';
import { attentionKinds } from '../../shared/store/item.ts';
import { addressOfList, countWords, readKinds, toggleKind } from '../../web/attention/filter.ts';
import { hintsOf } from '../../web/attention/hints.ts';
import { nextRoundMs, pagesDue } from '../../web/attention/rounds.ts';
import { findArrivals, groupByDay, keyOfRow } from '../../web/attention/rows.ts';
import { allKinds } from '../../web/parts/kind-words.ts';
import { instantOf } from '../world/world.ts';

const zone = 'America/New_York';

type BookingRow = Extract<AttentionRow, { row: 'booking' }>;

function booking(ref: string, startAt: string, kinds: BookingRow['kinds'] = ['blocked']): BookingRow {
  return {
    row: 'booking',
    ref,
    name: 'Ana',
    service: 'Microneedling',
    status: 'accepted',
    startAt,
    kinds,
    why: 'Botox 9 days before the visit.',
    can: [],
    suggested: [],
  };
}

const evening = booking('evening', '2026-11-23T02:00:00Z');
const morning = booking('morning', '2026-11-23T15:00:00Z');
const later = booking('later', '2026-11-25T15:00:00Z');

describe('the days', () => {
  test("are the clinic's, not the browser's", () => {
    expect(groupByDay([evening, morning, later], zone)).toEqual([
      { date: '2026-11-22', rows: [evening] },
      { date: '2026-11-23', rows: [morning] },
      { date: '2026-11-25', rows: [later] },
    ]);
  });
});

describe('an arrival', () => {
  test('is a line that was not there', () => {
    expect(findArrivals([evening, later], [evening, morning, later])).toEqual([keyOfRow(morning)]);
  });

  test('is a line that is there for another reason', () => {
    const answered = booking('evening', '2026-11-23T02:00:00Z', ['review']);

    expect(findArrivals([evening, later], [answered, later])).toEqual([keyOfRow(answered)]);
  });

  test('is none when a line goes and the next one moves up from the page behind', () => {
    expect(findArrivals([evening, morning], [morning, later])).toEqual([]);
  });

  test('is found in a list that was empty', () => {
    expect(findArrivals([], [morning])).toEqual([keyOfRow(morning)]);
  });

  test('is found before everything that was known', () => {
    expect(findArrivals([later], [morning])).toEqual([keyOfRow(morning)]);
  });
});

describe('the filter', () => {
  test('stands in the address, in one order, and is read from there', () => {
    expect(addressOfList('ahead', [])).toBe('/');
    expect(addressOfList('past', [])).toBe('/past');
    expect(addressOfList('ahead', ['incomplete', 'blocked'])).toBe('/ahead/blocked,incomplete');
    expect(readKinds('blocked,nonsense,incomplete')).toEqual(['blocked', 'incomplete']);
    expect(readKinds(undefined)).toEqual([]);
  });

  test('takes a kind in and out', () => {
    expect(toggleKind(['blocked'], 'review')).toEqual(['blocked', 'review']);
    expect(toggleKind(['blocked', 'review'], 'blocked')).toEqual(['review']);
  });

  test('marks a count that stopped short', () => {
    expect(countWords(7, false)).toBe('7');
    expect(countWords(1000, true)).toBe('1,000+');
  });
});

describe('the kinds', () => {
  test('have words for everything that the API lists, in the same order', () => {
    expect(allKinds()).toEqual(attentionKinds);
  });
});

describe('what can be done', () => {
  const now = Date.parse('2026-11-22T15:00:00Z');

  test('is what is suggested, two things at most, and then what is done elsewhere', () => {
    const row = booking('visit', '2026-11-25T15:00:00Z', ['pending-near', 'text-failed']);
    const acts = ['resend-text', 'reveal-phone', 'mark-told'] as const;

    expect(hintsOf({ ...row, suggested: [...acts] }, 'manager', now)).toEqual([
      'Send again',
      'Reach the client',
    ]);
    expect(hintsOf({ ...row, suggested: ['mark-told'] }, 'manager', now)).toEqual([
      'Mark as told',
      'Confirm or decline it on the platform',
    ]);
  });

  test('is nothing for a kind that is newer than the page', () => {
    const newer = JSON.parse('["from-tomorrow"]');

    expect(hintsOf(booking('visit', '2026-11-25T15:00:00Z', newer), 'manager', now)).toEqual([]);
  });

  test('about a delivery that could not be read is done on its platform', () => {
    const delivery = {
      row: 'delivery',
      platform: 'standard',
      receivedAt: '2026-11-22T14:00:00Z',
      kinds: ['refused-delivery'],
      why: '',
      fields: [],
    } satisfies AttentionRow;

    expect(hintsOf(delivery, 'viewer', now)).toEqual(['Look it up on the platform']);
  });
});

describe('a long list', () => {
  /** Each page a tenth of a second after the one before. */
  const askedLongAgo = Array.from({ length: 40 }, (_, page) => ({ askedAt: page * 100 }));

  test('is asked for from its beginning in every round, and for its oldest pages', () => {
    const pages = askedLongAgo.map(({ askedAt }, page) => ({ askedAt: page === 7 ? -1 : askedAt }));

    expect([...pagesDue(pages, 10_000)]).toEqual([0, 7, 1, 2]);
    expect([...pagesDue([], 10_000)]).toEqual([0]);
  });

  test('is asked for whole after it was out of sight', () => {
    expect(pagesDue(askedLongAgo, 600_000).size).toBe(40);
  });

  test('is quiet for five seconds as a short one is, and longer after a round that asked for every page', () => {
    expect(nextRoundMs(askedLongAgo.slice(0, 1))).toBe(5_000);
    expect(nextRoundMs([{ askedAt: 9_000 }, ...askedLongAgo.slice(0, 39)])).toBe(5_000);
    expect(nextRoundMs(askedLongAgo)).toBe(16_000);
    expect(nextRoundMs([])).toBe(5_000);
  });

  test('never meets the limit of one person, though every round moves all of its pages and a booking is open beside', () => {
    let now = instantOf('2026-11-22T15:00:00Z');
    const limiter = createRateLimiter({ ...staffRate, clock: { now: () => now } });
    const refused: number[] = [];
    const ask = () => {
      if (!limiter.take('mara').allowed) refused.push(now);
      now += 10;
      return { askedAt: now };
    };
    for (let round = 0; round < 200; round += 1) {
      const pages = Array.from({ length: 40 }, ask);
      const waits = nextRoundMs(pages);
      for (let beside = 0; beside < waits / 5_000; beside += 1) for (const _ of [1, 2, 3]) ask();
      now += waits;
    }

    expect(refused).toEqual([]);
  });
});
