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

/** What it says: equal content is not said twice to a client. Undated advice is the same for every visit; who asked for a text is no content. */
export function contentOf(stepId: string): string {
  const text = plannedIdOf(stepId);
  const [milestone = text, , ...more] = text.split('@');
  const undated = isMilestone(milestone) && statedFacts(milestone).length === 0;
  return undated ? [milestone, ...more].join('@') : text;
}

/** Marks a step that staff asked for. */
const requestMark = '@staff-';
/** Of a click's UUID: two clicks on one text that begin alike are not met with. Characters. */
const clickChars = 8;

/** The step of a text that staff ask for, beside the one that planning made or would make. */
export function requestIdOf(stepId: string, click: string): string {
  return `${plannedIdOf(stepId)}${requestMark}${click.slice(0, clickChars)}`;
}

export function isRequestId(stepId: string): boolean {
  return stepId.includes(requestMark);
}

/** The step that planning made, or would make, for the same text. */
export function plannedIdOf(stepId: string): string {
  const [planned = stepId] = stepId.split(requestMark);
  return planned;
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
