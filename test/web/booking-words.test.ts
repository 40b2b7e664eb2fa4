/** What a booking's page says: the outcome, what turned meanwhile, what may be done, what may be approved. */
import { describe, expect, test } from 'vitest';
import { whyCharsMax } from '../../shared/api/manager/act-limits.ts';
import { type ActName, actNames } from '../../shared/api/manager/act-name.ts';
import type { BookingPage, TimelineEntry } from '../../shared/api/manager/booking-page.ts';
import { sayStatus, sayStep } from '../../shared/api/manager/step-words.ts';
import { actWords, arrangeActs } from '../../web/booking/act-words.ts';
import { sayChange } from '../../web/booking/change-words.ts';
import { headlineOf } from '../../web/booking/outcome-words.ts';
import {
  detailFindings,
  findStanding,
  isFoundIn,
  keepStanding,
  mayApprove,
} from '../../web/booking/standing-findings.ts';
import { aBooking, aBookingPage, aDecision, aFinding } from './a-booking-page.ts';

function sayTime(instant: string): string {
  return `<${instant}>`;
}

describe('an outcome in words', () => {
  test.each([
    [aDecision(), 'May go ahead'],
    [aDecision({ outcome: 'blocked', eligibleFrom: '2026-11-29' }), 'Blocked: fine from <2026-11-29>'],
    [aDecision({ outcome: 'blocked' }), 'Blocked'],
    [aDecision({ outcome: 'review' }), 'Review'],
    [aDecision({ outcome: 'incomplete' }), 'Answers missing'],
  ])('is %o: %s', (decision, says) => {
    expect(headlineOf(aBooking({ decision }), sayTime).says).toBe(says);
  });

  test('is what became of the visit once it is over', () => {
    const decision = aDecision({ outcome: 'blocked' });
    expect(headlineOf(aBooking({ decision, status: 'completed' }), sayTime).says).toBe('Took place');
    expect(headlineOf(aBooking({ decision, status: 'cancelled', cancelledBy: 'client' }), sayTime).says).toBe(
      'Called off by the client',
    );
  });
});

describe('what turned on an open page', () => {
  const first: TimelineEntry = { at: '2026-11-10T15:00:00.000Z', kind: 'delivery', says: 'Booked' };
  const reply: TimelineEntry = { at: '2026-11-10T15:05:00.000Z', kind: 'reply', says: 'The client answered' };
  const before = aBookingPage({
    booking: aBooking({ decision: aDecision({ outcome: 'incomplete' }) }),
    timeline: [first],
  });

  test('is said with what happened and where the booking stands now', () => {
    const after = aBookingPage({ version: 2, timeline: [first, reply] });

    expect(sayChange(before, after, sayTime)).toBe('The client answered. Now: May go ahead.');
  });

  test('is what happened alone where the outcome stays', () => {
    const after = { ...before, version: 2, timeline: [first, reply] };

    expect(sayChange(before, after, sayTime)).toBe('The client answered.');
  });

  test('is nothing where only the machine turned a page, or nothing at all', () => {
    expect(sayChange(before, { ...before, version: 2 }, sayTime)).toBeUndefined();
    expect(sayChange(before, { ...before, timeline: [first, reply] }, sayTime)).toBeUndefined();
  });

  test('is found although the oldest entries went meanwhile', () => {
    const long = { ...before, timeline: [first, reply] };
    const last: TimelineEntry = { at: '2026-11-10T16:00:00.000Z', kind: 'act', says: 'Approved' };

    expect(sayChange(long, { ...long, version: 2, timeline: [reply, last] }, sayTime)).toBe('Approved.');
  });
});

describe('what may be done', () => {
  const offer = (
    can: readonly ActName[],
    suggested: ActName[] = [],
    questions: BookingPage['questions'] = [],
  ) => arrangeActs({ can: [...can], suggested, questions });

  test('is arranged whole, each act once', () => {
    for (const suggested of [[], ['reveal-phone', 'mark-told'], ['ask-again', 'record-answers']] as const) {
      const { buttons, menu } = offer(actNames, [...suggested]);

      expect([...buttons, ...menu].sort()).toEqual([...actNames].sort());
    }
  });

  test('is three buttons at most, what is suggested before the rest, and what cannot be taken back is never one', () => {
    expect(offer(actNames).buttons).toHaveLength(3);
    expect(offer(actNames, ['reveal-phone', 'mark-told']).buttons.slice(0, 2)).toEqual([
      'reveal-phone',
      'mark-told',
    ]);
    expect(offer(['erase-client', 'export-client', 'call-off']).buttons).toEqual([]);
    const final = actNames.filter((name) => actWords[name].final === true);
    expect(final).toEqual(['call-off', 'renew-links', 'erase-client']);
    expect(offer(['erase-client', 'approve-findings']).buttons).toEqual(['approve-findings']);
  });

  test('has a main button only where something is to be done, and writing down answers only where one is missing', () => {
    const asked = { id: 'pregnant', text: 'Pregnant?', type: 'yes-no' } as const;

    expect(offer(['record-answers'])).toEqual({ buttons: [], menu: ['record-answers'], isFirstMain: false });
    expect(offer(['record-answers'], [], [{ ...asked, open: false }]).buttons).toEqual([]);
    expect(offer(['record-answers'], [], [{ ...asked, open: true }]).buttons).toEqual(['record-answers']);
    expect(offer(['mark-visit'], ['mark-visit']).isFirstMain).toBe(true);
  });

  test('offers reasons that the API takes', () => {
    const reasons = Object.values(actWords).flatMap((words) => words.reasons);
    expect(reasons.length).toBeGreaterThan(actNames.length);
    for (const reason of reasons) expect(reason.length).toBeLessThanOrEqual(whyCharsMax);
  });
});

describe('findings to approve', () => {
  const page = aBookingPage({
    booking: aBooking({
      decision: aDecision({
        findings: [
          aFinding({ id: 'a' }),
          aFinding({ id: 'b', outcome: 'review' }),
          aFinding({ id: 'c', outcome: 'advisory' }),
          aFinding({ id: 'd', approved: true }),
        ],
      }),
    }),
    findings: [
      { id: 'a', source: 'line 3', overridableBy: 'manager', isClearance: false },
      { id: 'b', source: 'line 9', overridableBy: 'clinician', isClearance: true },
    ],
  });

  test('are those that hold the visit back', () => {
    expect(findStanding(page).map(({ finding }) => finding.id)).toEqual(['a', 'b']);
  });

  test.each([
    ['viewer', []],
    ['manager', ['a']],
    ['clinician', ['a', 'b']],
  ] as const)('may be ticked by a %s where their rule lets them: %j', (role, ids) => {
    const open = findStanding(page).filter((one) => mayApprove(one, role));

    expect(open.map(({ finding }) => finding.id)).toEqual(ids);
  });

  test('are kept for a clinician where nothing says who may', () => {
    const [unknown] = findStanding({ ...page, findings: [] });

    expect(unknown !== undefined && mayApprove(unknown, 'manager')).toBe(false);
  });

  test('that are gone when the booking was loaded anew are no longer ticked', () => {
    expect(keepStanding(['a', 'gone'], findStanding(page))).toEqual(['a']);
  });
});

describe('what a newer policy would find', () => {
  const gap = aFinding({ id: 'a', eligibleFrom: '2026-11-29T05:00:00.000Z' });
  const standing = aDecision({ outcome: 'blocked', findings: [gap, aFinding({ id: 'b' })] });

  test.each([
    ['the same', gap, true],
    ['that passes later', { ...gap, eligibleFrom: '2026-12-06T05:00:00.000Z' }, false],
    ['that somebody approved', { ...gap, approved: true }, false],
    ['about something else', { ...gap, id: 'c' }, false],
  ])('is compared finding by finding: one %s', (_, finding, isFound) => {
    expect(isFoundIn(standing, { finding, details: undefined })).toBe(isFound);
  });

  test('is said with what blocks first and what is approved last', () => {
    const decision = aDecision({
      findings: [
        aFinding({ id: 'approved', approved: true }),
        aFinding({ id: 'told', outcome: 'advisory' }),
        aFinding({ id: 'blocks' }),
      ],
    });

    expect(detailFindings(decision, []).map(({ finding }) => finding.id)).toEqual([
      'blocks',
      'told',
      'approved',
    ]);
  });
});

describe('a step', () => {
  test('that is newer than its words is still named', () => {
    expect(sayStep('constructor')).toBe('Constructor');
    expect(sayStep('half-year-after')).toBe('Half year after');
    expect(sayStatus('returned')).toBe('Returned');
  });
});
