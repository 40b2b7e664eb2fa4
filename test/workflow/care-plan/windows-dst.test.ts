/** The care plan worked through by hand on the days New York changes its clocks, and the mornings after: hours are elapsed, days keep the wall clock. */
import { describe, expect, test } from 'vitest';
import { expectTable, type VisitTable } from './visit-table.ts';

const twoSaid = ['two-weeks-before: said in the other text', 'three-days-before: said in the other text'];
const threeSaid = [...twoSaid, 'day-before: said in the other text'];
const allSaid = [...threeSaid, 'morning-of: said in the other text'];
const noTimeForEither = ['two-weeks-before: too late', 'three-days-before: no allowed minute'];

function nothingPossible(morningOf: string): string[] {
  return [
    'late-booking: no allowed minute',
    'two-weeks-before: too late',
    'three-days-before: too late',
    'day-before: too late',
    `morning-of: ${morningOf}`,
  ];
}

const clocksBack: VisitTable[] = [
  {
    title: 'Sunday 1 November 2026, 07:30',
    start: '2026-11-01T07:30-05:00',
    after: [
      'after-visit Sun Nov 1 12:00',
      'day-1 Mon Nov 2 09:00',
      'day-2 Tue Nov 3 09:00',
      'day-3 Wed Nov 4 09:00',
      'two-weeks-after Sun Nov 15 12:00',
    ],
    booked: {
      '30 d': {
        sent: [
          'booked Fri Oct 2 09:00',
          'two-weeks-before Sat Oct 17 09:00',
          'three-days-before Thu Oct 29 09:00',
          // Due at 20:30 on Friday, 36 elapsed hours before; Saturday would be too late.
          'day-before Fri Oct 30 19:59',
          'morning-of Sat Oct 31 18:00',
        ],
        skipped: [],
      },
      '40 h': {
        sent: [
          'booked Fri Oct 30 16:33',
          'three-days-before Fri Oct 30 16:33',
          'day-before Fri Oct 30 19:59',
          'morning-of Sat Oct 31 18:00',
        ],
        skipped: ['two-weeks-before: too late'],
      },
      '30 h': {
        sent: ['late-booking Sat Oct 31 09:00', 'morning-of Sat Oct 31 18:00'],
        skipped: threeSaid,
      },
      '26 h': {
        sent: ['late-booking Sat Oct 31 09:00', 'morning-of Sat Oct 31 18:00'],
        skipped: threeSaid,
      },
      '10 h': { sent: [], skipped: nothingPossible('no allowed minute'), notTold: true },
      // The second 01:30 of that night.
      '6 h': { sent: [], skipped: nothingPossible('no allowed minute'), notTold: true },
      '1 h': { sent: [], skipped: nothingPossible('too late'), notTold: true },
    },
  },
  {
    title: 'Sunday 1 November 2026, 13:00',
    start: '2026-11-01T13:00-05:00',
    after: [
      'after-visit Sun Nov 1 15:00',
      'day-1 Mon Nov 2 14:00',
      'day-2 Tue Nov 3 14:00',
      'day-3 Wed Nov 4 14:00',
      'two-weeks-after Sun Nov 15 14:00',
    ],
    booked: {
      '30 d': {
        sent: [
          'booked Fri Oct 2 13:03',
          'two-weeks-before Sat Oct 17 13:00',
          'three-days-before Thu Oct 29 13:00',
          'day-before Sat Oct 31 09:00',
          'morning-of Sat Oct 31 18:00',
        ],
        skipped: [],
      },
      '40 h': {
        sent: ['booked Sat Oct 31 09:00', 'day-before Sat Oct 31 09:00', 'morning-of Sat Oct 31 18:00'],
        skipped: noTimeForEither,
      },
      '30 h': {
        sent: ['late-booking Sat Oct 31 09:00', 'day-before Sat Oct 31 09:00', 'morning-of Sat Oct 31 18:00'],
        skipped: twoSaid,
      },
      // Noon on Saturday: day-before still has until 13:45, 24 elapsed hours and a quarter before.
      '26 h': {
        sent: ['late-booking Sat Oct 31 12:03', 'day-before Sat Oct 31 12:03', 'morning-of Sat Oct 31 18:00'],
        skipped: twoSaid,
      },
      '10 h': { sent: ['late-booking Sun Nov 1 12:00'], skipped: allSaid },
      '1 h': { sent: ['late-booking Sun Nov 1 12:03'], skipped: allSaid },
    },
  },
  {
    title: 'Sunday 1 November 2026, 20:00',
    start: '2026-11-01T20:00-05:00',
    after: [
      'after-visit Mon Nov 2 09:00',
      'day-1 Tue Nov 3 09:00',
      'day-2 Wed Nov 4 09:00',
      'day-3 Thu Nov 5 09:00',
      'two-weeks-after Mon Nov 16 09:00',
    ],
    booked: {
      '30 d': {
        sent: [
          'booked Sat Oct 3 09:00',
          'two-weeks-before Sun Oct 18 12:00',
          'three-days-before Fri Oct 30 09:00',
          'day-before Sat Oct 31 09:00',
          'morning-of Sun Nov 1 12:00',
        ],
        skipped: [],
      },
      '40 h': {
        sent: ['booked Sat Oct 31 09:00', 'day-before Sat Oct 31 09:00', 'morning-of Sun Nov 1 12:00'],
        skipped: noTimeForEither,
      },
      '30 h': {
        sent: ['late-booking Sat Oct 31 15:03', 'day-before Sat Oct 31 15:03', 'morning-of Sun Nov 1 12:00'],
        skipped: twoSaid,
      },
      '26 h': {
        sent: ['late-booking Sat Oct 31 19:03', 'day-before Sat Oct 31 19:03', 'morning-of Sun Nov 1 12:00'],
        skipped: twoSaid,
      },
      '10 h': { sent: ['late-booking Sun Nov 1 12:00'], skipped: allSaid },
      '1 h': { sent: ['late-booking Sun Nov 1 19:03'], skipped: allSaid },
    },
  },
  {
    title: 'Monday 2 November 2026, 09:00',
    start: '2026-11-02T09:00-05:00',
    after: [
      'after-visit Mon Nov 2 11:00',
      'day-1 Tue Nov 3 10:00',
      'day-2 Wed Nov 4 10:00',
      'day-3 Thu Nov 5 10:00',
      'two-weeks-after Mon Nov 16 10:00',
    ],
    booked: {
      '30 d': {
        sent: [
          'booked Sat Oct 3 09:03',
          'two-weeks-before Sun Oct 18 12:00',
          'three-days-before Fri Oct 30 09:00',
          'day-before Sat Oct 31 19:59',
          'morning-of Sun Nov 1 18:00',
        ],
        skipped: [],
      },
      '40 h': {
        sent: [
          'booked Sat Oct 31 18:03',
          'three-days-before Sat Oct 31 18:03',
          'day-before Sat Oct 31 19:59',
          'morning-of Sun Nov 1 18:00',
        ],
        skipped: ['two-weeks-before: too late'],
      },
      '30 h': { sent: ['late-booking Sun Nov 1 12:00', 'morning-of Sun Nov 1 18:00'], skipped: threeSaid },
      '26 h': { sent: ['late-booking Sun Nov 1 12:00', 'morning-of Sun Nov 1 18:00'], skipped: threeSaid },
      '10 h': { sent: [], skipped: nothingPossible('no allowed minute'), notTold: true },
      '1 h': { sent: [], skipped: nothingPossible('too late'), notTold: true },
    },
  },
];

const clocksForward: VisitTable[] = [
  {
    title: 'Sunday 14 March 2027, 07:30',
    start: '2027-03-14T07:30-04:00',
    after: [
      'after-visit Sun Mar 14 12:00',
      'day-1 Mon Mar 15 09:00',
      'day-2 Tue Mar 16 09:00',
      'day-3 Wed Mar 17 09:00',
      'two-weeks-after Sun Mar 28 12:00',
    ],
    booked: {
      '30 d': {
        sent: [
          'booked Fri Feb 12 09:00',
          'two-weeks-before Sat Feb 27 09:00',
          'three-days-before Thu Mar 11 09:00',
          // 36 elapsed hours before, an hour of which never was.
          'day-before Fri Mar 12 18:30',
          'morning-of Sat Mar 13 18:00',
        ],
        skipped: [],
      },
      '40 h': {
        sent: [
          'booked Fri Mar 12 14:33',
          'three-days-before Fri Mar 12 14:33',
          'day-before Fri Mar 12 18:30',
          'morning-of Sat Mar 13 18:00',
        ],
        skipped: ['two-weeks-before: too late'],
      },
      '30 h': {
        sent: ['late-booking Sat Mar 13 09:00', 'morning-of Sat Mar 13 18:00'],
        skipped: threeSaid,
      },
      '26 h': {
        sent: ['late-booking Sat Mar 13 09:00', 'morning-of Sat Mar 13 18:00'],
        skipped: threeSaid,
      },
      '10 h': { sent: [], skipped: nothingPossible('no allowed minute'), notTold: true },
      '6 h': { sent: [], skipped: nothingPossible('no allowed minute'), notTold: true },
      '1 h': { sent: [], skipped: nothingPossible('too late'), notTold: true },
    },
  },
  {
    title: 'Sunday 14 March 2027, 13:00',
    start: '2027-03-14T13:00-04:00',
    after: [
      'after-visit Sun Mar 14 15:00',
      'day-1 Mon Mar 15 14:00',
      'day-2 Tue Mar 16 14:00',
      'day-3 Wed Mar 17 14:00',
      'two-weeks-after Sun Mar 28 14:00',
    ],
    booked: {
      '30 d': {
        sent: [
          'booked Fri Feb 12 13:03',
          'two-weeks-before Sat Feb 27 13:00',
          'three-days-before Thu Mar 11 13:00',
          'day-before Sat Mar 13 09:00',
          'morning-of Sat Mar 13 18:00',
        ],
        skipped: [],
      },
      '40 h': {
        sent: ['booked Sat Mar 13 09:00', 'day-before Sat Mar 13 09:00', 'morning-of Sat Mar 13 18:00'],
        skipped: noTimeForEither,
      },
      '30 h': {
        sent: ['late-booking Sat Mar 13 09:00', 'day-before Sat Mar 13 09:00', 'morning-of Sat Mar 13 18:00'],
        skipped: twoSaid,
      },
      // 10:00 on Saturday: day-before has until 11:45.
      '26 h': {
        sent: ['late-booking Sat Mar 13 10:03', 'day-before Sat Mar 13 10:03', 'morning-of Sat Mar 13 18:00'],
        skipped: twoSaid,
      },
      '10 h': { sent: ['late-booking Sun Mar 14 12:00'], skipped: allSaid },
      '1 h': { sent: ['late-booking Sun Mar 14 12:03'], skipped: allSaid },
    },
  },
  {
    title: 'Sunday 14 March 2027, 20:00',
    start: '2027-03-14T20:00-04:00',
    after: [
      'after-visit Mon Mar 15 09:00',
      'day-1 Tue Mar 16 09:00',
      'day-2 Wed Mar 17 09:00',
      'day-3 Thu Mar 18 09:00',
      'two-weeks-after Mon Mar 29 09:00',
    ],
    booked: {
      '30 d': {
        sent: [
          'booked Sat Feb 13 09:00',
          'two-weeks-before Sun Feb 28 12:00',
          'three-days-before Fri Mar 12 09:00',
          'day-before Sat Mar 13 09:00',
          'morning-of Sun Mar 14 12:00',
        ],
        skipped: [],
      },
      '40 h': {
        sent: ['booked Sat Mar 13 09:00', 'day-before Sat Mar 13 09:00', 'morning-of Sun Mar 14 12:00'],
        skipped: noTimeForEither,
      },
      '30 h': {
        sent: ['late-booking Sat Mar 13 13:03', 'day-before Sat Mar 13 13:03', 'morning-of Sun Mar 14 12:00'],
        skipped: twoSaid,
      },
      '26 h': {
        sent: ['late-booking Sat Mar 13 17:03', 'day-before Sat Mar 13 17:03', 'morning-of Sun Mar 14 12:00'],
        skipped: twoSaid,
      },
      '10 h': { sent: ['late-booking Sun Mar 14 12:00'], skipped: allSaid },
      '1 h': { sent: ['late-booking Sun Mar 14 19:03'], skipped: allSaid },
    },
  },
  {
    title: 'Monday 15 March 2027, 09:00',
    start: '2027-03-15T09:00-04:00',
    after: [
      'after-visit Mon Mar 15 11:00',
      'day-1 Tue Mar 16 10:00',
      'day-2 Wed Mar 17 10:00',
      'day-3 Thu Mar 18 10:00',
      'two-weeks-after Mon Mar 29 10:00',
    ],
    booked: {
      '30 d': {
        sent: [
          'booked Sat Feb 13 09:03',
          'two-weeks-before Sun Feb 28 12:00',
          'three-days-before Fri Mar 12 09:00',
          // Due at 20:00 on Saturday, which is closed by then.
          'day-before Sat Mar 13 19:59',
          'morning-of Sun Mar 14 18:00',
        ],
        skipped: [],
      },
      '40 h': {
        sent: [
          'booked Sat Mar 13 16:03',
          'three-days-before Sat Mar 13 16:03',
          'day-before Sat Mar 13 19:59',
          'morning-of Sun Mar 14 18:00',
        ],
        skipped: ['two-weeks-before: too late'],
      },
      '30 h': { sent: ['late-booking Sun Mar 14 12:00', 'morning-of Sun Mar 14 18:00'], skipped: threeSaid },
      '26 h': { sent: ['late-booking Sun Mar 14 12:00', 'morning-of Sun Mar 14 18:00'], skipped: threeSaid },
      '10 h': { sent: [], skipped: nothingPossible('no allowed minute'), notTold: true },
      '1 h': { sent: [], skipped: nothingPossible('too late'), notTold: true },
    },
  },
];

describe.each([...clocksBack, ...clocksForward])('A visit on $title', (table) => {
  test.each(Object.keys(table.booked))('booked %s ahead is texted as worked out by hand', async (lead) => {
    await expectTable(table, lead);
    expect.hasAssertions();
  });
});
