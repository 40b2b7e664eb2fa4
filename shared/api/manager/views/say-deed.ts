/** What the record says was done to a booking, in words of the site: for the time line, and for whoever acts on a booking that somebody else changed. */
import { textsStoppedBy } from '../../../booking/evolve.ts';
import { askedForText, rulesJoin } from '../../../booking/evolve-staff.ts';
import { sayOutcome, statusWords, stopWords } from '../standing-words.ts';
import { sayStep } from '../step-words.ts';

/** The record's own words, where those for staff are others. */
const sentences: Readonly<Record<string, string>> = {
  booked: 'Booked on its platform',
  rescheduled: 'Moved on its platform',
  'cancelled by client': 'Called off by the client, says its platform',
  'cancelled by clinic': 'Called off by the clinic, says its platform',
  'cancelled by unknown': 'Called off, says its platform',
  completed: 'Took place, says its platform',
  'no-show': 'Did not come, says its platform',
  'no-show taken back': 'Came after all, says its platform',
  'marked completed': `Marked: ${lowerFirst(statusWords.completed)}`,
  'marked no-show': `Marked: ${lowerFirst(statusWords['no-show'])}`,
  'answered by form': 'The client answered on the screening page',
  'answered by text': 'The client answered by text',
  'answered by platform': 'Answers came with the booking',
  'client said all is fine': 'The client said that all is fine',
  'client said something changed': 'The client said that something changed',
  'a reply fits two clients': 'A reply that may be another client’s',
  'joined with its older uid': 'Found to be the same booking as an older one',
  'texts on again': 'The number takes texts again',
  'reached the client': 'Reached the client in another way than by text',
};

/** What names something of its own behind its first words. */
const beginnings: readonly [begins: string, say: (rest: string, sayRules: SayRules) => string][] = [
  [askedForText, (milestone) => `Asked for the text “${sayStep(milestone)}”`],
  ['decided against ', (policy) => `Decided against ${policy}`],
  ['decided ', (outcome) => `Decided: ${lowerFirst(sayOutcome(outcome))}`],
  [textsStoppedBy, (source) => sayStop(source)],
  ['approved ', (rules, say) => `Approved: ${say(rules)}`],
  ['recorded a clearance for ', (rules, say) => `Recorded a clearance: ${say(rules)}`],
];

type SayRules = (ids: string) => string;

/** A sentence without its stop. What is not known here is said as it was recorded. `say`: one of the rules it names, by its id. */
export function sayDeed(did: string, say: (rule: string) => string): string {
  const known = Object.hasOwn(sentences, did) ? sentences[did] : undefined;
  if (known !== undefined) return known;
  const sayRules = (ids: string) => ids.split(rulesJoin).map(say).join('; ');
  const beginning = beginnings.find(([begins]) => did.startsWith(begins));
  const says = beginning === undefined ? did : beginning[1](did.slice(beginning[0].length), sayRules);
  return upperFirst(says.replace(/\bpolicy (?=\d)/, 'policy version '));
}

function sayStop(source: string): string {
  const known = Object.entries(stopWords).find(([name]) => name === source);
  return known?.[1] ?? 'The number takes no more texts';
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
