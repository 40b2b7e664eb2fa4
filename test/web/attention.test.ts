/** The opening screen's list as data: days, arrivals, filters and what can be done. */
import { describe, expect, test } from 'vitest';
import type { AttentionRow } from '../../shared/api/manager/attention-view.ts';
import { attentionKinds } from '../../shared/store/item.ts';
import { addressOfList, countWords, readKinds, toggleKind } from '../../web/attention/filter.ts';
import { hintsOf } from '../../web/attention/hints.ts';
import { findArrivals, groupByDay, keyOfRow } from '../../web/attention/rows.ts';
import { allKinds } from '../../web/parts/kind-words.ts';

const zone = 'America/New_York';

function booking(ref: string, startAt: string, kinds: AttentionRow['kinds'] = ['blocked']): AttentionRow {
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
  test('is what the reader may do, for the weightiest reason first', () => {
    expect(hintsOf(['review', 'incomplete'], ['ask-again', 'approve-findings'])).toEqual([
      'Approve',
      'Ask again',
    ]);
  });

  test('is for a reader without acts what needs none', () => {
    expect(hintsOf(['blocked', 'client-not-told'], [])).toEqual(['Call the client']);
  });

  test('is nothing for a kind that is newer than the page', () => {
    const newer = JSON.parse('["from-tomorrow", "client-not-told"]');

    expect(hintsOf(newer, [])).toEqual(['Call the client']);
  });

  test('about a text that cannot be sent again is to call, and to say so', () => {
    expect(hintsOf(['text-failed'], ['mark-told'])).toEqual(['Call the client', 'Mark as told']);
    expect(hintsOf(['client-not-told', 'text-failed'], ['mark-told', 'resend-text'])).toEqual([
      'Call the client',
      'Mark as told',
    ]);
  });
});
