/** The care plan's times and facts, milestone by milestone, as the plan was agreed. */
import { describe, expect, test } from 'vitest';
import { careMilestones, carePlan, statusMilestones } from '../../shared/follow-up/care-plan.ts';
import { type CareMilestone, milestoneIds } from '../../shared/follow-up/milestone.ts';

test('every milestone stands in the plan under its own id, and in the list of its kind', () => {
  expect(Object.keys(carePlan).sort()).toEqual([...milestoneIds].sort());
  for (const id of milestoneIds) expect(carePlan[id].id).toBe(id);
  const listed = [...statusMilestones, ...careMilestones].map(({ id }) => id);
  const booked = milestoneIds.filter((id) => carePlan[id].kind !== 'reply');
  expect(listed.sort()).toEqual(booked.sort());
});

describe('status texts', () => {
  test.each([
    ['booked', 3, ['start'], undefined],
    ['late-booking', 3, ['start'], 'care'],
    ['screening-needed', 3, [], 'screening'],
    ['being-reviewed', 3, ['start'], undefined],
    ['not-yet', 3, ['start', 'eligible-from'], undefined],
    ['released', 0, ['start'], 'guidance'],
    ['new-time', 3, ['start'], 'guidance'],
    ['cancelled', 3, ['start'], undefined],
  ] as const)('%s goes out after %i minutes', (id, delayMinutes, states, link) => {
    const { kind, ...milestone } = carePlan[id];
    expect(kind).toBe('status');
    expect(milestone).toMatchObject({ delayMinutes, states });
    expect(milestone.link).toBe(link);
    expect(carePlan[id].againAfterHours).toBe(id === 'screening-needed' ? 24 : undefined);
  });

  test('the first that applies is told: calling off before warning, warning before asking, asking before good news', () => {
    expect(statusMilestones.map(({ id }) => id)).toEqual([
      'cancelled',
      'not-yet',
      'screening-needed',
      'being-reviewed',
      'released',
      'new-time',
      'late-booking',
      'booked',
    ]);
  });
});

describe('care texts', () => {
  const offset = (from: 'start' | 'end' | 'pause', by: object) => ({ at: 'offset', offset: { from, ...by } });
  const rows: [CareMilestone['id'], object][] = [
    [
      'two-weeks-before',
      {
        due: offset('start', { days: -15 }),
        late: { from: 'start', days: -14 },
        states: ['start'],
        elseBefore: true,
        uncapped: false,
        side: 'before',
      },
    ],
    [
      'three-days-before',
      {
        due: offset('start', { days: -3 }),
        late: { from: 'start', hours: -36 },
        states: [],
        elseBefore: false,
        uncapped: false,
        side: 'before',
      },
    ],
    [
      'day-before',
      {
        due: offset('pause', { hours: -12 }),
        late: { from: 'pause', minutes: -15 },
        states: ['start'],
        elseBefore: true,
        uncapped: true,
        side: 'before',
      },
    ],
    [
      'morning-of',
      {
        due: { at: 'morning-of' },
        late: { from: 'start', hours: -1 },
        states: ['start'],
        elseBefore: true,
        uncapped: true,
        side: 'before',
      },
    ],
    [
      'after-visit',
      {
        due: { at: 'after-visit' },
        late: { from: 'end', hours: 18 },
        states: ['end'],
        elseBefore: false,
        uncapped: true,
        side: 'after',
      },
    ],
    [
      'day-1',
      {
        due: offset('end', { hours: 24 }),
        late: { from: 'end', hours: 42 },
        states: ['end'],
        elseBefore: false,
        uncapped: false,
        side: 'after',
      },
    ],
    [
      'day-2',
      {
        due: offset('end', { hours: 48 }),
        late: { from: 'end', hours: 66 },
        states: ['end'],
        elseBefore: false,
        uncapped: false,
        side: 'after',
      },
    ],
    [
      'day-3',
      {
        due: offset('end', { hours: 72 }),
        late: { from: 'end', days: 5 },
        states: ['end'],
        elseBefore: false,
        uncapped: false,
        side: 'after',
        skippedByVisitWithinDays: 3,
      },
    ],
    [
      'two-weeks-after',
      {
        due: offset('end', { days: 14 }),
        late: { from: 'end', days: 17 },
        states: ['end'],
        elseBefore: false,
        uncapped: false,
        side: 'after',
        skippedByVisitWithinDays: 3,
      },
    ],
  ];

  test.each(rows)('%s is due and late as agreed', (id, expected) => {
    const { words, link, ...data } = carePlan[id];
    expect(data).toEqual({ id, kind: 'care', ...expected });
    expect(link === undefined || link === 'care').toBe(true);
    expect(words.en).not.toBe(words.es);
  });

  test('a day-3 or later text gives way to a visit of the next three days, no other does', () => {
    const giving = careMilestones.filter(
      ({ skippedByVisitWithinDays }) => skippedByVisitWithinDays !== undefined,
    );
    expect(giving.map(({ id }) => id)).toEqual(['day-3', 'two-weeks-after']);
  });
});
