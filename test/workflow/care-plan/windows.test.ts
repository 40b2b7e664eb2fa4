/** The care plan worked through by hand: visits at odd hours of an ordinary week, booked from a month to twenty minutes ahead. Every time is the clinic's wall clock. */
import { describe, expect, test } from 'vitest';
import { expectTable, type VisitTable } from './visit-table.ts';

const tooLateForAll = [
  'two-weeks-before: said in the other text',
  'three-days-before: said in the other text',
  'day-before: said in the other text',
  'morning-of: said in the other text',
];
function nothingPossible(morningOf: string): string[] {
  return [
    'late-booking: no allowed minute',
    'two-weeks-before: too late',
    'three-days-before: too late',
    'day-before: too late',
    `morning-of: ${morningOf}`,
  ];
}

const tables: VisitTable[] = [
  {
    title: 'Wednesday 07:30, before the first allowed minute of its day',
    start: '2026-11-18T07:30-05:00',
    after: [
      'after-visit Wed Nov 18 09:30',
      'day-1 Thu Nov 19 09:00',
      'day-2 Fri Nov 20 09:00',
      'day-3 Sat Nov 21 09:00',
      'two-weeks-after Wed Dec 2 09:00',
    ],
    booked: {
      '30 d': {
        sent: [
          'booked Mon Oct 19 09:00',
          'two-weeks-before Tue Nov 3 09:00',
          'three-days-before Sun Nov 15 12:00',
          'day-before Mon Nov 16 19:30',
          'morning-of Tue Nov 17 18:00',
        ],
        skipped: [],
      },
      '40 h': {
        sent: [
          'booked Mon Nov 16 15:33',
          'three-days-before Mon Nov 16 15:33',
          'day-before Mon Nov 16 19:30',
          'morning-of Tue Nov 17 18:00',
        ],
        skipped: ['two-weeks-before: too late'],
      },
      '30 h': {
        sent: ['late-booking Tue Nov 17 09:00', 'morning-of Tue Nov 17 18:00'],
        skipped: tooLateForAll.slice(0, 3),
      },
      '26 h': {
        sent: ['late-booking Tue Nov 17 09:00', 'morning-of Tue Nov 17 18:00'],
        skipped: tooLateForAll.slice(0, 3),
      },
      '10 h': { sent: [], skipped: nothingPossible('no allowed minute'), notTold: true },
      '6 h': { sent: [], skipped: nothingPossible('no allowed minute'), notTold: true },
      '1 h': { sent: [], skipped: nothingPossible('too late'), notTold: true },
      '20 min': { sent: [], skipped: nothingPossible('too late'), notTold: true },
    },
  },
  {
    title: 'Monday 09:00, after a Sunday that opens at noon',
    start: '2026-11-16T09:00-05:00',
    after: [
      'after-visit Mon Nov 16 11:00',
      'day-1 Tue Nov 17 10:00',
      'day-2 Wed Nov 18 10:00',
      'day-3 Thu Nov 19 10:00',
      'two-weeks-after Mon Nov 30 10:00',
    ],
    booked: {
      '30 d': {
        sent: [
          'booked Sat Oct 17 09:03',
          'two-weeks-before Sun Nov 1 12:00',
          'three-days-before Fri Nov 13 09:00',
          'day-before Sat Nov 14 19:59',
          'morning-of Sun Nov 15 18:00',
        ],
        skipped: [],
      },
      '40 h': {
        sent: [
          'booked Sat Nov 14 17:03',
          'three-days-before Sat Nov 14 17:03',
          'day-before Sat Nov 14 19:59',
          'morning-of Sun Nov 15 18:00',
        ],
        skipped: ['two-weeks-before: too late'],
      },
      '30 h': {
        sent: ['late-booking Sun Nov 15 12:00', 'morning-of Sun Nov 15 18:00'],
        skipped: tooLateForAll.slice(0, 3),
      },
      '26 h': {
        sent: ['late-booking Sun Nov 15 12:00', 'morning-of Sun Nov 15 18:00'],
        skipped: tooLateForAll.slice(0, 3),
      },
      '10 h': { sent: [], skipped: nothingPossible('no allowed minute'), notTold: true },
      '6 h': { sent: [], skipped: nothingPossible('no allowed minute'), notTold: true },
      '1 h': { sent: [], skipped: nothingPossible('too late'), notTold: true },
      '20 min': { sent: [], skipped: nothingPossible('too late'), notTold: true },
    },
  },
  {
    title: 'Sunday 13:00, an hour after the day opens',
    start: '2026-11-15T13:00-05:00',
    after: [
      'after-visit Sun Nov 15 15:00',
      'day-1 Mon Nov 16 14:00',
      'day-2 Tue Nov 17 14:00',
      'day-3 Wed Nov 18 14:00',
      'two-weeks-after Sun Nov 29 14:00',
    ],
    booked: {
      '30 d': {
        sent: [
          'booked Fri Oct 16 13:03',
          'two-weeks-before Sat Oct 31 13:00',
          'three-days-before Thu Nov 12 13:00',
          'day-before Sat Nov 14 09:00',
          'morning-of Sat Nov 14 18:00',
        ],
        skipped: [],
      },
      '40 h': {
        sent: ['booked Sat Nov 14 09:00', 'day-before Sat Nov 14 09:00', 'morning-of Sat Nov 14 18:00'],
        skipped: ['two-weeks-before: too late', 'three-days-before: no allowed minute'],
      },
      '30 h': {
        sent: ['late-booking Sat Nov 14 09:00', 'day-before Sat Nov 14 09:00', 'morning-of Sat Nov 14 18:00'],
        skipped: tooLateForAll.slice(0, 2),
      },
      '26 h': {
        sent: ['late-booking Sat Nov 14 11:03', 'day-before Sat Nov 14 11:03', 'morning-of Sat Nov 14 18:00'],
        skipped: tooLateForAll.slice(0, 2),
      },
      '10 h': { sent: ['late-booking Sun Nov 15 12:00'], skipped: tooLateForAll },
      '6 h': { sent: ['late-booking Sun Nov 15 12:00'], skipped: tooLateForAll },
      '1 h': { sent: ['late-booking Sun Nov 15 12:03'], skipped: tooLateForAll },
      '20 min': { sent: ['late-booking Sun Nov 15 12:43'], skipped: tooLateForAll },
    },
  },
  {
    title: 'Thursday 20:00, when the day closes',
    start: '2026-11-19T20:00-05:00',
    after: [
      'after-visit Fri Nov 20 09:00',
      'day-1 Sat Nov 21 09:00',
      'day-2 Sun Nov 22 12:00',
      'day-3 Mon Nov 23 09:00',
      'two-weeks-after Fri Dec 4 09:00',
    ],
    booked: {
      '30 d': {
        sent: [
          'booked Wed Oct 21 09:00',
          'two-weeks-before Thu Nov 5 09:00',
          'three-days-before Tue Nov 17 09:00',
          'day-before Wed Nov 18 09:00',
          'morning-of Thu Nov 19 09:00',
        ],
        skipped: [],
      },
      '40 h': {
        sent: ['booked Wed Nov 18 09:00', 'day-before Wed Nov 18 09:00', 'morning-of Thu Nov 19 09:00'],
        skipped: ['two-weeks-before: too late', 'three-days-before: no allowed minute'],
      },
      '30 h': {
        sent: ['late-booking Wed Nov 18 14:03', 'day-before Wed Nov 18 14:03', 'morning-of Thu Nov 19 09:00'],
        skipped: tooLateForAll.slice(0, 2),
      },
      '26 h': {
        sent: ['late-booking Wed Nov 18 18:03', 'day-before Wed Nov 18 18:03', 'morning-of Thu Nov 19 09:00'],
        skipped: tooLateForAll.slice(0, 2),
      },
      '10 h': { sent: ['late-booking Thu Nov 19 10:03'], skipped: tooLateForAll },
      '6 h': { sent: ['late-booking Thu Nov 19 14:03'], skipped: tooLateForAll },
      '1 h': { sent: ['late-booking Thu Nov 19 19:03'], skipped: tooLateForAll },
      '20 min': { sent: ['late-booking Thu Nov 19 19:43'], skipped: tooLateForAll },
    },
  },
];

describe.each(tables)('A visit on $title', (table) => {
  test.each(Object.keys(table.booked))('booked %s ahead is texted as worked out by hand', async (lead) => {
    await expectTable(table, lead);
    expect.hasAssertions();
  });
});
