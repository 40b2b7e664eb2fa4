/** What the record says was done, as staff read it on every screen. */
import { expect, test } from 'vitest';
import { sayDeed } from '../../shared/api/manager/views/say-deed.ts';
import { sayRule } from '../../shared/booking/say-rule.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';

test.each([
  ['decided allowed', 'Decided: may go ahead'],
  ['decided incomplete', 'Decided: answers missing'],
  ['decided against policy 100', 'Decided against policy version 100'],
  ['policy 100 finds otherwise', 'Policy version 100 finds otherwise'],
  ['took over policy 100', 'Took over policy version 100'],
  [
    'approved botox-gap, more-people',
    'Approved: “When did you last have Botox?”; more people than were screened',
  ],
  ['recorded a clearance for diabetes', 'Recorded a clearance: “Do you have diabetes?”'],
  ['asked for the text screening-needed', 'Asked for the text “Link to the questions”'],
  ['marked no-show', 'Marked: did not come'],
  ['cancelled by client', 'Called off by the client, says its platform'],
  ['told the client', 'Told the client'],
  ['constructor', 'Constructor'],
])('%s: %s', (did, says) => {
  expect(sayDeed(did, (rule) => sayRule(rule, microneedlingPolicy))).toBe(says);
});
