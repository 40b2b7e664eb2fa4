/** What makes a text the same text: its milestone and the facts it states. */
import { formatInstant, type Instant } from '../time/instant.ts';
import { carePlan } from './care-plan.ts';
import { type BookingMilestoneId, bookingMilestoneIds, type StatedFact } from './milestone.ts';

/** The instants a text may state. */
export interface Stated {
  startAt: Instant;
  endAt: Instant;
  eligibleFrom?: Instant;
}

/** A text's place in the agenda: one per milestone and visit time, also where it states neither. */
export function stepIdOf(milestone: BookingMilestoneId, stated: Stated, more?: string): string {
  const facts = statedFacts(milestone);
  const anchored = facts.length === 0 ? (['start'] as const) : facts;
  return [
    milestone,
    ...anchored.map((fact) => say(fact, stated)),
    ...(more === undefined ? [] : [more]),
  ].join('@');
}

/** What it says: equal content is not said twice to a client. Undated advice is the same for every visit. */
export function contentOf(stepId: string): string {
  const [milestone = stepId, , ...more] = stepId.split('@');
  const undated = isMilestone(milestone) && statedFacts(milestone).length === 0;
  return undated ? [milestone, ...more].join('@') : stepId;
}

function statedFacts(milestone: BookingMilestoneId): readonly StatedFact[] {
  return carePlan[milestone].states;
}

function say(fact: StatedFact, stated: Stated): string {
  switch (fact) {
    case 'start':
      return minuteOf(stated.startAt);
    case 'end':
      return minuteOf(stated.endAt);
    case 'eligible-from':
      return stated.eligibleFrom === undefined ? 'no-date' : minuteOf(stated.eligibleFrom);
  }
}

function minuteOf(instant: Instant): string {
  return `${formatInstant(instant).slice(0, 16)}Z`;
}

function isMilestone(text: string): text is BookingMilestoneId {
  const ids: readonly string[] = bookingMilestoneIds;
  return ids.includes(text);
}
