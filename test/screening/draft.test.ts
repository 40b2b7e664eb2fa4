/** What of a draft still counts beside the answers that were sent, told by staff or by the platform. */
import { describe, expect, test } from 'vitest';
import type { AnswerSource } from '../../shared/screening/answer.ts';
import { type Draft, draftSchema, lastSentAt, typedValues } from '../../shared/screening/draft.ts';
import { aBooking } from '../contract/items.ts';

const minute = 60_000;
const sentAt = 1_794_000_000_000;

function answered(source: AnswerSource, at = sentAt) {
  return aBooking({ answers: { pregnant: { value: { is: 'no' }, at, source } } });
}

function typed(changes: Partial<Draft> = {}): Draft {
  return {
    type: 'draft',
    clinicId: 'rosewater',
    platform: 'standard',
    uid: 'visit-1',
    version: 1,
    values: { pregnant: { is: 'yes' } },
    at: sentAt + 2 * minute,
    openedAt: sentAt + minute,
    expiresAt: sentAt + 60 * minute,
    ...changes,
  };
}

describe('a draft', () => {
  test('counts where its page was shown after the form was last sent', () => {
    expect(typedValues(answered('form'), typed())).toEqual({ pregnant: { is: 'yes' } });
  });

  test('of a page that was shown before comes too late, whenever it was stored', () => {
    expect(typedValues(answered('form'), typed({ openedAt: sentAt - 1 }))).toEqual({});
  });

  test.each([
    'platform',
    'text',
    'staff',
  ] as const)('gives way to what came later by %s, answer by answer', (source) => {
    const values: Draft['values'] = { pregnant: { is: 'yes' }, diabetes: { is: 'no' } };

    expect(typedValues(answered(source, sentAt + 3 * minute), typed({ values }))).toEqual({
      diabetes: { is: 'no' },
    });
    expect(typedValues(answered(source), typed({ values }))).toEqual(values);
  });

  test('that is none has typed nothing', () => {
    expect(typedValues(answered('form'), undefined)).toEqual({});
  });

  test('is bounded', () => {
    const many = Array.from({ length: 81 }, (_, index) => [`question-${index}`, { is: 'no' }]);

    expect(draftSchema.safeParse({ ...typed(), values: Object.fromEntries(many) }).success).toBe(false);
    expect(draftSchema.safeParse({ ...typed(), values: Object.fromEntries(many.slice(1)) }).success).toBe(
      true,
    );
  });
});

test('the last time that the client sent the form is that of no other channel', () => {
  expect([
    lastSentAt(answered('form')),
    lastSentAt(answered('staff')),
    lastSentAt(aBooking({ answers: {} })),
  ]).toEqual([sentAt, 0, 0]);
});
