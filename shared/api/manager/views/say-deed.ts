/** What the record says was done to a booking, in words of the site: for the time line, and for whoever acts on a booking that somebody else changed. */
import { askedForText } from '../../../booking/evolve-staff.ts';
import { sayOutcome, statusWords } from '../standing-words.ts';
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
  'texts stopped': 'The number takes no more texts',
  'texts on again': 'The number takes texts again',
};

/** What names something of its own behind its first words. */
const beginnings: readonly [begins: string, say: (rest: string) => string][] = [
  [askedForText, (milestone) => `Asked for the text “${sayStep(milestone)}”`],
  ['decided against ', (policy) => `Decided against ${policy}`],
  ['decided ', (outcome) => `Decided: ${lowerFirst(sayOutcome(outcome))}`],
  ['approved ', (rules) => `Approved: ${sayRules(rules)}`],
  ['recorded a clearance for ', (rules) => `Recorded a clearance: ${sayRules(rules)}`],
];

/** A sentence without its stop. What is not known here is said as it was recorded. */
export function sayDeed(did: string): string {
  const known = Object.hasOwn(sentences, did) ? sentences[did] : undefined;
  if (known !== undefined) return known;
  const beginning = beginnings.find(([begins]) => did.startsWith(begins));
  if (beginning === undefined) return did.slice(0, 1).toUpperCase() + did.slice(1);
  const [begins, say] = beginning;
  return say(did.slice(begins.length));
}

/** Rules by their ids. */
function sayRules(ids: string): string {
  return ids.replaceAll('-', ' ');
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
