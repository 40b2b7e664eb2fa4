/** What the steps of an agenda are called for staff: texts by what they tell the client, notices by what they tell staff. Plain strings, so that the site can hold them too. */
import type { Act, StepState } from '../../follow-up/step.ts';

/** By the step's `what`, as a line on a time line has room for. */
const stepWords: Readonly<Record<Act['what'], string>> = {
  booked: 'Booking confirmed',
  'late-booking': 'Confirmed, with what to do before',
  'screening-needed': 'Link to the questions',
  'being-reviewed': 'The clinic will confirm',
  'not-yet': 'Please do not come as planned',
  released: 'All set after all',
  'new-time': 'The new time',
  cancelled: 'The visit is off',
  'two-weeks-before': 'Two weeks before: no Botox now',
  'three-days-before': 'Three days before: sun, skin',
  'day-before': 'Day before: pause strong actives',
  'morning-of': 'Morning of the visit',
  'after-visit': 'After the visit: first evening',
  'day-1': 'One day after',
  'day-2': 'Two days after',
  'day-3': 'Three days after',
  'two-weeks-after': 'Two weeks after',
  'client-not-told': 'To staff: client not told',
  'no-usable-number': 'To staff: no usable number',
  'changed-by-client': 'To staff: client changed something',
  'no-longer-allowed': 'To staff: no longer allowed',
  'held-soon': 'To staff: held back, and soon',
  poke: "The client's other visits are looked at",
  recheck: 'The booking is looked at again',
  erase: "The client's data is removed",
};

/** A step that is not known here yet is shown by its name, not hidden. */
export function sayStep(what: string): string {
  return wordOf(stepWords, what) ?? capitalise(what.replaceAll('-', ' '));
}

const statusWords: Readonly<Record<StepState['status'], string>> = {
  planned: 'Planned',
  claimed: 'Being sent',
  sent: 'Sent',
  delivered: 'Delivered',
  told: 'Told by staff',
  skipped: 'Not sent',
  failed: 'Failed',
  unknown: 'Unknown: may have arrived',
};

/** How far a text got. */
export function sayStatus(status: string): string {
  return wordOf(statusWords, status) ?? capitalise(status);
}

function wordOf(words: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined;
}

function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
