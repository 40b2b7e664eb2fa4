/** The dead-letter queues: there, and empty. */
import type { QueueSeen } from '../facts.ts';
import { broken, type Check, deployStage, fine, list, type Said, unknown } from '../finding.ts';

export const deadLettersCheck: Check = {
  name: 'dead letters',
  why: 'What a function failed at three times waits here, fourteen days at most, until a person sends it through again.',
  link: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
  look: ({ place, queues }) => {
    const missing: string[] = [];
    const said: Said[] = [];
    for (const { name, messages } of queues) {
      if (!messages.known) said.push(unknown(`The queue ${name}`, messages.why));
      else if (messages.value === undefined) missing.push(name);
      else if (messages.value > 0) said.push(sayFull({ name, messages }, messages.value, place.stage));
    }
    if (missing.length > 0) {
      said.unshift(
        broken(
          `Missing: ${list(missing)}.`,
          `Deploy the stage, which makes them: ${deployStage(place.stage)}`,
        ),
      );
    }
    return said.length > 0 ? said : [fine(`All ${queues.length} queues are empty.`)];
  },
};

function sayFull({ name }: QueueSeen, count: number, stage: string): Said {
  const messages = count === 1 ? 'About 1 message lies' : `About ${count} messages lie`;
  return broken(
    `${messages} in ${name}.`,
    `Find out why in the function's log, mend that, then: npm run redrive -- --stage ${stage}`,
  );
}
