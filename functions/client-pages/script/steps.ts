/** Which questions are asked, and where one goes from each: over plain data, so that it can be tried without a browser. */

/** What is said at a question: `half` is a date that was chosen and not given; a day may be none that can be meant. */
export type Said = 'nothing' | 'half' | 'too-early' | 'too-late' | 'something';

export interface Step {
  id: string;
  /** Asked only while that other question is answered yes. */
  askIf: string | undefined;
  said: Said;
  saysYes: boolean;
  /** The server found no usable answer there. */
  isWrong: boolean;
}

/** Where the client is: before the first question, at one, or at the end. */
export type Place = { at: 'intro' } | { at: 'question'; id: string } | { at: 'review' };

/** The questions that are asked as things stand, in their order. */
export function askedSteps(steps: readonly Step[]): Step[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  function isAsked(step: Step, seen: ReadonlySet<string> = new Set()): boolean {
    if (step.askIf === undefined || seen.has(step.id)) return true;
    const parent = byId.get(step.askIf);
    if (parent === undefined) return true;
    return parent.saysYes && isAsked(parent, new Set([...seen, step.id]));
  }
  return steps.filter((step) => isAsked(step));
}

/** From the introduction to the first question that lacks an answer; where none does, to the end. */
export function placeAfterIntro(steps: readonly Step[]): Place {
  return toQuestion(askedSteps(steps).find(isOpen)) ?? { at: 'review' };
}

/** One by one, and what was left open at last; who has seen the end is led only to what is still open. */
export function placeAfter(steps: readonly Step[], id: string, hasSeenEnd: boolean): Place {
  const asked = askedSteps(steps);
  const later = asked.slice(asked.findIndex((step) => step.id === id) + 1);
  const next = hasSeenEnd ? later.find(isOpen) : later[0];
  return toQuestion(next ?? asked.find((step) => step.id !== id && isOpen(step))) ?? { at: 'review' };
}

/** The question before; before the first stands the introduction. */
export function placeBefore(steps: readonly Step[], place: Place): Place {
  const asked = askedSteps(steps);
  if (place.at === 'review') return toQuestion(asked.at(-1)) ?? { at: 'intro' };
  const index = place.at === 'intro' ? -1 : asked.findIndex((step) => step.id === place.id);
  return (index > 0 ? toQuestion(asked[index - 1]) : undefined) ?? { at: 'intro' };
}

/** What an address stands for; a question that is not asked (any more) is nobody's place. */
export function placeOf(steps: readonly Step[], hash: string): Place {
  if (hash === reviewHash) return { at: 'review' };
  const id = hash.startsWith(questionHash) ? hash.slice(questionHash.length) : '';
  return toQuestion(askedSteps(steps).find((step) => step.id === id)) ?? { at: 'intro' };
}

/** The part of an address that keeps a place in the browser's history: the question's own link. */
export function hashOf(place: Place): string {
  if (place.at === 'intro') return '';
  return place.at === 'review' ? reviewHash : `${questionHash}${place.id}`;
}

const reviewHash = '#review';
const questionHash = '#q-';

function isOpen({ said, isWrong }: Step): boolean {
  return said !== 'something' || isWrong;
}

function toQuestion(step: Step | undefined): Place | undefined {
  return step === undefined ? undefined : { at: 'question', id: step.id };
}
