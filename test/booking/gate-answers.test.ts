/** Answers over time: the later one counts, an old form never overwrites a newer screening, and a block that was shown is not answered away unseen. */
import { describe, expect, test } from 'vitest';
import {
  answered,
  booked,
  no,
  on,
  overridden,
  reopened,
  rescheduled,
  shown,
  unreadable,
  yes,
} from './gate-events.ts';
import { given } from './gate-specification.ts';

const monday = '2026-11-09T15:00:00Z';
const tuesday = '2026-11-10T15:00:00Z';
const wednesday = '2026-11-11T15:00:00Z';

describe('a later answer', () => {
  test('counts, worse or better', () => {
    given(booked())
      .when(answered(monday, { 'active-infection': yes }))
      .then({ outcome: 'blocked', gating: ['active-infection|answer:yes'] });
    given(booked({ answers: { 'active-infection': yes } }))
      .when(answered(monday, { 'active-infection': no }))
      .then({ outcome: 'allowed', gating: [] });
  });

  test('fills what was open and leaves the rest as it was', () => {
    given(booked({ answers: { diabetes: undefined, autoimmune: undefined } }))
      .when(answered(monday, { diabetes: no }))
      .then({ outcome: 'incomplete', open: ['autoimmune'] });
  });

  test('that cannot be read opens the question again', () => {
    given(booked())
      .when(answered(monday, { diabetes: unreadable }))
      .then({ outcome: 'incomplete', open: ['diabetes'] });
  });

  test('that comes with an older time than the one on record is not the later one', () => {
    given(booked(), answered(tuesday, { diabetes: yes }))
      .when(answered(monday, { diabetes: no }))
      .then({ outcome: 'review', gating: ['diabetes|answer:yes'] });
  });
});

describe('the form of the platform, sent again', () => {
  test('never overwrites what the client answered since', () => {
    given(booked({ answers: { 'active-infection': no } }), answered(monday, { 'active-infection': yes }))
      .when(rescheduled({ at: tuesday, start: '2026-12-02T15:00:00Z', answers: { 'active-infection': no } }))
      .then({ outcome: 'blocked', gating: ['active-infection|answer:yes'] });
  });

  test('keeps the first time of its answers', () => {
    const { answers } = given(booked())
      .when(rescheduled({ at: tuesday, start: '2026-12-02T15:00:00Z' }))
      .booking();
    expect(answers.diabetes).toMatchObject({ at: Date.parse('2026-11-02T15:00:00Z'), source: 'platform' });
  });

  test('does not close what the client opened again', () => {
    given(booked(), reopened(monday))
      .when(rescheduled({ at: tuesday, start: '2026-12-02T15:00:00Z' }))
      .then({ outcome: 'incomplete' });
  });

  test('with a new answer counts', () => {
    given(booked(), answered(monday, { diabetes: no }))
      .when(rescheduled({ at: tuesday, start: '2026-12-02T15:00:00Z', answers: { diabetes: yes } }))
      .then({ outcome: 'review', gating: ['diabetes|answer:yes'] });
  });
});

describe('a block or review that the client was shown', () => {
  const pregnant = booked({ answers: { 'pregnant-nursing': yes } });

  test('and then answers away waits for a person, who reads what changed', () => {
    given(pregnant, shown(monday, 'pregnant-nursing'))
      .when(answered(tuesday, { 'pregnant-nursing': no }))
      .then({
        outcome: 'review',
        gating: ['changed-answer|pregnant-nursing/yes/no'],
        eligibleFrom: undefined,
      });
  });

  test('and then answers away by a detour waits as well', () => {
    given(pregnant, shown(monday, 'pregnant-nursing'))
      .when(
        answered(tuesday, { 'pregnant-nursing': unreadable }),
        answered(wednesday, { 'pregnant-nursing': no }),
      )
      .then({ outcome: 'review' });
  });

  test('is let through by the person who looked', () => {
    given(pregnant, shown(monday, 'pregnant-nursing'), answered(tuesday, { 'pregnant-nursing': no }))
      .when(overridden(wednesday, 'changed-answer|pregnant-nursing/yes/no', 'clinician'))
      .then({ outcome: 'allowed', approved: ['changed-answer|pregnant-nursing/yes/no'] });
  });

  test('stays with the clinician where the rule is theirs', () => {
    given(pregnant, shown(monday, 'pregnant-nursing'), answered(tuesday, { 'pregnant-nursing': no }))
      .when(overridden(wednesday, 'changed-answer|pregnant-nursing/yes/no', 'manager'))
      .then({ outcome: 'review', gating: ['changed-answer|pregnant-nursing/yes/no'] });
  });

  test('and is found again stands as itself', () => {
    given(pregnant, shown(monday, 'pregnant-nursing'), answered(tuesday, { 'pregnant-nursing': no }))
      .when(answered(wednesday, { 'pregnant-nursing': yes }))
      .then({ outcome: 'blocked', gating: ['pregnant-nursing|answer:yes'] });
  });

  test('a date of Botox that was moved away waits for a person too', () => {
    given(booked({ answers: { 'last-botox': on('2026-11-25') } }), shown('2026-11-26T15:00:00Z', 'botox-gap'))
      .when(answered('2026-11-26T15:05:00Z', { 'last-botox': on('2026-11-05') }))
      .then({ outcome: 'review', gating: ['changed-answer|last-botox/2026-11-25/2026-11-05'] });
  });

  test.each([
    ['active-infection', yes, no],
    ['uses-retinoids', yes, no],
  ] as const)('%s heals or passes by itself, so a better answer clears it', (question, before, after) => {
    const lastUse = { 'retinoid-last-use': on('2026-12-01') };
    given(
      booked({ at: '2026-11-30T22:00:00Z', answers: { ...lastUse, [question]: before } }),
      shown('2026-11-30T22:05:00Z', 'active-infection', 'retinoid-pause'),
    )
      .when(answered('2026-11-30T23:00:00Z', { [question]: after }))
      .then({ outcome: 'allowed', gating: [] });
  });

  test('clears by itself when it was never shown: the client corrects a slip', () => {
    given(pregnant)
      .when(answered(tuesday, { 'pregnant-nursing': no }))
      .then({ outcome: 'allowed', gating: [] });
  });

  test('passes without a word where the visit moves and no answer does', () => {
    const form = { 'last-botox': on('2026-11-25') };
    given(booked({ answers: form }), shown('2026-11-26T15:00:00Z', 'botox-gap'))
      .when(rescheduled({ at: '2026-11-27T15:00:00Z', start: '2026-12-15T15:00:00Z', answers: form }))
      .then({ outcome: 'allowed', gating: [] });
  });

  test('is not held against a client whose corrected date would block as well, once the visit moves', () => {
    const form = { 'last-botox': on('2026-11-24') };
    given(
      booked({ answers: form }),
      shown('2026-11-26T15:00:00Z', 'botox-gap'),
      answered('2026-11-26T16:00:00Z', { 'last-botox': on('2026-11-25') }),
    )
      .when(rescheduled({ at: '2026-11-27T15:00:00Z', start: '2026-12-15T15:00:00Z', answers: form }))
      .then({ outcome: 'allowed', gating: [] });
  });
});

describe('"something changed"', () => {
  test('opens every answer again', () => {
    given(booked()).when(reopened(monday)).then({ outcome: 'incomplete', gating: [] });
    expect(given(booked()).when(reopened(monday)).booking().decision?.open).toHaveLength(15);
  });

  test('keeps a block that does not rest on an answer', () => {
    given(booked({ people: 2 }))
      .when(reopened(monday))
      .then({ outcome: 'review', gating: ['more-people|2'] });
  });

  test('is settled by answering again, also with the same answers', () => {
    const { answers } = given(booked()).when().booking();
    const values = Object.fromEntries(Object.entries(answers).map(([id, { value }]) => [id, value]));
    given(booked(), reopened(monday)).when(answered(tuesday, values)).then({ outcome: 'allowed', open: [] });
  });

  test('said again opens the answers given in between', () => {
    const { answers } = given(booked()).when().booking();
    const values = Object.fromEntries(Object.entries(answers).map(([id, { value }]) => [id, value]));
    given(booked(), reopened(monday), answered(tuesday, values))
      .when(reopened(wednesday))
      .then({ outcome: 'incomplete' });
  });
});
