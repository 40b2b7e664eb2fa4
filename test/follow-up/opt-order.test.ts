/** STOP and START come in any order, with clicks between them: who said STOP last is let in by their own START alone. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contact } from '../../shared/follow-up/contact.ts';
import { newContact } from '../../shared/follow-up/contact-slots.ts';
import { withOptIn, withOptOut, withStopLifted } from '../../shared/follow-up/reply.ts';

const seed = 20_261_122;

interface Word {
  says: 'STOP' | 'START';
  /** Its envelope's. */
  at: number;
}

const nobody = newContact('rosewater', 'phone-key', '+12125550117');

function hear(contact: Contact, { says, at }: Word): Contact {
  return says === 'STOP' ? withOptOut(contact, at, 'text') : withOptIn(contact, at);
}

/** As a click does: of a stop by staff or on the page the same side may lift it. */
function click(contact: Contact, by: 'staff' | 'page', does: 'stop' | 'allow', at: number): Contact {
  if (does === 'stop') return withOptOut(contact, at, by);
  return contact.optedOut?.source === by ? withStopLifted(contact, at) : contact;
}

/** What the client said last; of equal times the STOP. */
function lastOf(words: readonly Word[]): Word['says'] | undefined {
  return words.toSorted((a, b) => a.at - b.at || (a.says === 'START' ? -1 : 1)).at(-1)?.says;
}

const word = fc.record({ says: fc.constantFrom('STOP', 'START'), at: fc.integer({ min: 0, max: 9 }) });

test('texts alone come to the same end in whatever order they are heard', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (words) => {
      expect(words.reduce(hear, nobody).optedOut !== undefined).toBe(lastOf(words) === 'STOP');
    }),
    { seed, numRuns: 500 },
  );
});

test('a STOP that no START followed holds, whatever was clicked before, between and after', () => {
  const clicked = fc.record({
    by: fc.constantFrom('staff', 'page'),
    does: fc.constantFrom('stop', 'allow'),
  });
  const course = fc.array(fc.record({ word, clicked }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(course, (steps) => {
      const end = steps.reduce((contact, step, index) => {
        const heard = hear(contact, step.word);
        return click(heard, step.clicked.by, step.clicked.does, 10 + index);
      }, nobody);
      if (lastOf(steps.map((step) => step.word)) === 'STOP') expect(end.optedOut?.source).toBe('text');
    }),
    { seed, numRuns: 500 },
  );
});

describe('Of a stop by staff', () => {
  test('an older START lifts nothing, and still outdoes a STOP from before it', () => {
    const stopped = withOptOut(nobody, 5, 'staff');
    const heard = withOptOut(withOptIn(stopped, 4), 3, 'text');
    expect(heard.optedOut).toEqual({ at: 5, source: 'staff' });
  });

  test('a newer START lifts it', () => {
    expect(withOptIn(withOptOut(nobody, 5, 'staff'), 6).optedOut).toBeUndefined();
  });
});
