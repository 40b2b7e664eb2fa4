/** What an erasure leaves of acts that tell what somebody suffers from: that there was one, who did it and when. */
import { describe, expect, test } from 'vitest';
import type { Booking } from '../../shared/booking/booking.ts';
import { erasedBooking } from '../../shared/booking/erasure.ts';
import type { StaffAct } from '../../shared/booking/event.ts';
import { evolve } from '../../shared/booking/evolve.ts';
import { instantOf } from '../world/world.ts';
import { booked, yes } from './gate-events.ts';
import { given } from './gate-specification.ts';

const at = instantOf('2026-11-05T15:00:00Z');
const erasure = { by: 'mara', click: 'click-9', at };

function act(what: StaffAct['what'], click: string): StaffAct {
  return { what, by: 'cora', role: 'clinician', why: 'seen in person', click, at };
}

const answers = { autoimmune: yes, diabetes: yes };
const booking = given(booked({ answers })).when().booking();
const approved = { type: 'approved', findings: ['autoimmune|answer:yes'] } as const;
const cleared = {
  type: 'approved',
  findings: ['diabetes|answer:yes'],
  clearance: { doctor: 'Dr. Lund', on: '2026-11-01' },
} as const;

function leftOf(before: Booking) {
  return erasedBooking(before, erasure).audit;
}

describe('After an erasure', () => {
  test('an approval and a clearance are on record without what they were about', () => {
    const acted = [
      { ...approved, act: act('approve-findings', 'click-1') },
      { ...cleared, act: act('record-clearance', 'click-2') },
    ].reduce(evolve, booking);
    expect(JSON.stringify(acted.audit)).toMatch(/autoimmune.*diabetes/);
    expect(leftOf(acted)?.filter(({ by }) => by === 'cora')).toEqual([
      {
        at,
        did: 'approved findings',
        kind: 'act',
        by: 'cora',
        what: 'approve-findings',
        click: 'click-1',
      },
      {
        at,
        did: 'recorded a clearance',
        kind: 'act',
        by: 'cora',
        what: 'record-clearance',
        click: 'click-2',
      },
    ]);
    expect(JSON.stringify(leftOf(acted))).not.toMatch(/autoimmune|diabetes|Lund/);
  });

  test.each([
    'approve-findings',
    'record-clearance',
  ])('%s is told by its name, whatever its words', (what) => {
    const entry = { at, did: 'diabetes may pass', kind: 'act', by: 'cora', what, click: 'click-1' } as const;
    expect(JSON.stringify(leftOf({ ...booking, audit: [entry] }))).not.toContain('diabetes');
  });

  test.each([
    'approved diabetes',
    'recorded a clearance for diabetes',
  ])('an older entry that names no act is told by its words: %s', (did) => {
    const entry = { at, did, kind: 'act', by: 'cora', click: 'click-1' } as const;
    expect(JSON.stringify(leftOf({ ...booking, audit: [entry] }))).not.toContain('diabetes');
  });
});
