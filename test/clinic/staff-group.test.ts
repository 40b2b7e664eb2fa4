/** Where somebody works, by the one group of their token. */
import { describe, expect, test } from 'vitest';
import { groupOf, readGroups } from '../../shared/clinic/staff-group.ts';

describe('the group of a token', () => {
  test('says the clinic and the role', () => {
    const post = { clinicId: 'rose-water', role: 'clinician' } as const;
    expect(readGroups([groupOf(post)])).toEqual(post);
  });

  test.each([
    ['is missing', undefined],
    ['is a string', 'rosewater.viewer'],
    ['names nobody', []],
    ['names two', ['rosewater.viewer', 'lotus.viewer']],
    ['names one twice', ['rosewater.viewer', 'rosewater.viewer']],
    ['has no role', ['rosewater']],
    ['has another role', ['rosewater.owner']],
    ['has more parts', ['rosewater.viewer.manager']],
    ['has a clinic with odd signs', ['rose#water.viewer']],
    ['has no clinic', ['.viewer']],
    ['is in capitals', ['Rosewater.Viewer']],
    ['has a blank', [' rosewater.viewer']],
    ['is a number', [7]],
  ])('lets nobody in that %s', (_why, claim) => {
    expect(readGroups(claim)).toBeUndefined();
  });
});
