/** The way through the form, one question after the other, over plain data. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  askedSteps,
  hashOf,
  type Place,
  placeAfter,
  placeAfterIntro,
  placeBefore,
  placeOf,
  type Step,
} from '../../functions/client-pages/script/steps.ts';

function step(id: string, changes: Partial<Step> = {}): Step {
  return { id, askIf: undefined, said: 'nothing', saysYes: false, isWrong: false, ...changes };
}

const yes = { said: 'something', saysYes: true } as const;
const no = { said: 'something' } as const;

function at(id: string): Place {
  return { at: 'question', id };
}

function idsOf(steps: Step[]): string[] {
  return askedSteps(steps).map(({ id }) => id);
}

describe('the questions that are asked', () => {
  test('are those whose own question was answered yes, down a whole chain', () => {
    const chain = [step('a', yes), step('b', { askIf: 'a', ...yes }), step('c', { askIf: 'b' })];

    expect(idsOf(chain)).toEqual(['a', 'b', 'c']);
    expect(idsOf([step('a', no), ...chain.slice(1)])).toEqual(['a']);
  });

  test('are asked where what they hang on is not there', () => {
    expect(idsOf([step('b', { askIf: 'gone' })])).toEqual(['b']);
  });

  test('that hang on each other in a ring end', () => {
    expect(idsOf([step('a', { askIf: 'b', ...yes }), step('b', { askIf: 'a', ...yes })])).toEqual(['a', 'b']);
  });
});

describe('the way on', () => {
  test('begins at the first question without an answer, and at the end where there is none', () => {
    expect(placeAfterIntro([step('a', no), step('b')])).toEqual(at('b'));
    expect(placeAfterIntro([step('a', no), step('b', { said: 'half' })])).toEqual(at('b'));
    expect(placeAfterIntro([step('a', no)])).toEqual({ at: 'review' });
  });

  test('leads one by one, also over what is answered', () => {
    expect(placeAfter([step('a', no), step('b', no), step('c')], 'a', false)).toEqual(at('b'));
    expect(placeAfter([step('a', no), step('b', no)], 'b', false)).toEqual({ at: 'review' });
  });

  test('leaves out what a no makes needless, and takes in what a yes asks for', () => {
    const rest = [step('b', { askIf: 'a' }), step('c')];

    expect(placeAfter([step('a', no), ...rest], 'a', false)).toEqual(at('c'));
    expect(placeAfter([step('a', yes), ...rest], 'a', false)).toEqual(at('b'));
  });

  test('leads back to the end from what was changed there, over what that opened', () => {
    const steps = [step('a', yes), step('b', { askIf: 'a' }), step('c', no)];

    expect(placeAfter(steps, 'c', true)).toEqual(at('b'));
    expect(placeAfter([step('a', no), step('b', no)], 'a', true)).toEqual({ at: 'review' });
  });

  test('leads along what the server sent back', () => {
    const steps = [step('a', no), step('b', { ...no, isWrong: true }), step('c', no), step('d')];

    expect(placeAfterIntro(steps)).toEqual(at('b'));
    expect(placeAfter(steps, 'b', true)).toEqual(at('d'));
  });
});

describe('the way back', () => {
  const steps = [step('a', no), step('b', { askIf: 'a' }), step('c')];

  test('leads over what is asked to the introduction', () => {
    expect(placeBefore(steps, { at: 'review' })).toEqual(at('c'));
    expect(placeBefore(steps, at('c'))).toEqual(at('a'));
    expect(placeBefore(steps, at('a'))).toEqual({ at: 'intro' });
    expect(placeBefore(steps, { at: 'intro' })).toEqual({ at: 'intro' });
  });
});

describe('an address', () => {
  const steps = [step('a', no), step('b', { askIf: 'a' })];

  test.each<Place>([{ at: 'intro' }, at('a'), { at: 'review' }])('keeps its place: %j', (place) => {
    expect(placeOf(steps, hashOf(place))).toEqual(place);
  });

  test.each([
    '#q-b',
    '#q-gone',
    '#else',
    '#',
    '',
  ])('of nothing that is asked is the introduction: %j', (hash) => {
    expect(placeOf(steps, hash)).toEqual({ at: 'intro' });
  });
});

test('whoever answers each question that is shown comes to the end, whatever hangs on what', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const anyStep = fc.record({
    askIf: fc.option(fc.constantFrom(...ids), { nil: undefined }),
    saysYes: fc.boolean(),
    isWrong: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 5, maxLength: 5 }), fc.boolean(), (drawn, sentBack) => {
      const steps = drawn.map((one, index) => step(ids[index] ?? '', { ...one, saysYes: false }));
      let place = placeAfterIntro(steps);
      let moves = 0;
      while (place.at === 'question') {
        const { id } = place;
        const index = steps.findIndex((one) => one.id === id);
        steps[index] = step(id, { ...drawn[index], said: 'something', isWrong: false });
        place = placeAfter(steps, id, sentBack);
        moves += 1;
        expect(moves).toBeLessThanOrEqual(2 * ids.length);
      }
      expect(place).toEqual({ at: 'review' });
      expect(askedSteps(steps).every(({ said }) => said === 'something')).toBe(true);
    }),
    { seed: 65 },
  );
});
