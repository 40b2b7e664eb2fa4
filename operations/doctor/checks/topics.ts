/** The stage's own topics: clients' texts and alarms; and whether anybody hears of them. */
import { resourceNames } from '../../../shared/deployment/resource-names.ts';
import { broken, type Check, deployStage, fine, list, type Said, unknown, warning } from '../finding.ts';

export const topicsCheck: Check = {
  name: 'topics',
  why: 'A STOP that no function hears is not obeyed; an alarm that nobody subscribed to is told to nobody.',
  link: 'https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html',
  look: ({ place: { stage }, topics }) => {
    const missing: string[] = [];
    const said: Said[] = [];
    for (const { name, subscriptions } of topics) {
      if (!subscriptions.known) said.push(unknown(`The topic ${name}`, subscriptions.why));
      else if (subscriptions.value === undefined) missing.push(name);
      else said.push(lookAtHearers(name, subscriptions.value, stage));
    }
    if (missing.length > 0) {
      const todo = `Deploy the stage, which makes them: ${deployStage(stage)}`;
      said.unshift(broken(`Missing: ${list(missing)}.`, todo));
    }
    return said;
  },
};

function lookAtHearers(
  name: string,
  { confirmed, pending }: { confirmed: number; pending: number },
  stage: string,
): Said {
  if (confirmed > 0) return fine(`${name} is heard.`);
  if (name === resourceNames(stage).inboundTopic) {
    return broken(
      `Nothing hears ${name}: what clients answer, STOP too, is lost.`,
      `Deploy the stage, which subscribes the function inbound-text: ${deployStage(stage)}`,
    );
  }
  return pending > 0
    ? warning(
        `Nobody hears ${name}: ${pending} asked to, and not confirmed.`,
        'Open the message that AWS sent to the address in the settings, and confirm.',
      )
    : warning(`Nobody hears ${name}.`, 'Subscribe an e-mail address or a chat to it.');
}
