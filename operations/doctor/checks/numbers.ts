/** Each clinic's number: it can send, what is answered to it arrives at this stage, and the stage knows whose it is. */
import { resourceNames } from '../../../shared/deployment/resource-names.ts';
import type { Facts, NumberSeen } from '../facts.ts';
import { broken, type Check, fine, judge, type Said, warning } from '../finding.ts';

export const numbersCheck: Check = {
  name: 'numbers',
  why: "Texts go out from the clinic's own number, and STOP, START and answers come back to it: it must be two-way, to this stage's topic.",
  link: 'https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms.html',
  look: (facts) =>
    facts.clinics.clinics.flatMap(({ id, item }) => {
      const seen = item.known ? item.value : undefined;
      if (seen?.item !== 'read' || seen.clinic.status === 'removed') return [];
      const { smsNumber } = seen.clinic;
      return [
        ...judge(`Whose number ${smsNumber} is`, seen.numberOf, (owner) =>
          lookAtOwner(id, facts.place.stage, smsNumber, owner),
        ),
        ...judge(`The number of ${id}`, facts.numbers, (numbers) =>
          lookAtNumber(
            id,
            smsNumber,
            numbers.find(({ phone }) => phone === smsNumber),
            facts,
          ),
        ),
      ];
    }),
};

/** Nothing, where the number is the clinic's. */
function lookAtOwner(id: string, stage: string, phone: string, owner: string | undefined): Said[] {
  if (owner === id) return [];
  return [
    broken(
      owner === undefined
        ? `The table does not say that ${phone} is the number of ${id}: what clients text to it is lost.`
        : `The table says that ${phone} is the number of ${owner}, but ${id} sends from it: ${owner} gets the answers.`,
      `Set the clinic's number again: npm run clinic -- set ${id} smsNumber=NUMBER --stage ${stage}`,
    ),
  ];
}

function lookAtNumber(id: string, phone: string, seen: NumberSeen | undefined, facts: Facts): Said[] {
  const { place } = facts;
  if (seen === undefined) {
    return [
      broken(
        `${id} sends from ${phone}, which is no number of this account in ${place.region}.`,
        'Request and register it in AWS End User Messaging SMS, or put the right one into the settings.',
      ),
    ];
  }
  const said = [...lookAtSending(seen, facts), ...lookAtAnswers(seen, facts)];
  return said.length > 0
    ? said
    : [fine(`${id} sends from ${phone} (${seen.type}), and hears what is answered.`)];
}

function lookAtSending(
  { phone, status, type, textType, sendsTexts, registration }: NumberSeen,
  facts: Facts,
): Said[] {
  const said: Said[] = [];
  if (status !== 'ACTIVE') {
    said.push(
      broken(
        `${phone} is ${status}, not ACTIVE${registrationOf(registration, facts)}.`,
        'Complete its registration in AWS End User Messaging SMS; carriers take days or weeks to approve one.',
      ),
    );
  }
  if (!sendsTexts) {
    said.push(broken(`${phone} cannot send texts.`, 'Request a number with the capability SMS.'));
  }
  if (type === 'SIMULATOR') {
    said.push(
      warning(
        `${phone} is a simulator's number: it reaches AWS's test numbers only.`,
        'Request and register a real one.',
      ),
    );
  }
  if (textType !== 'TRANSACTIONAL') {
    said.push(
      warning(
        `${phone} is for ${textType} texts.`,
        'Request a number for transactional ones: it is what each text of ours is.',
      ),
    );
  }
  return said;
}

function registrationOf(id: string | undefined, { registrations }: Facts): string {
  if (id === undefined) return '; it has no registration';
  const status = registrations.known ? registrations.value[id] : undefined;
  return status === undefined ? `; its registration is ${id}` : `; its registration is ${status}`;
}

function lookAtAnswers({ phone, twoWay, twoWayTo }: NumberSeen, { place }: Facts): Said[] {
  const topic = `arn:${place.partition}:sns:${place.region}:${place.account}:${resourceNames(place.stage).inboundTopic}`;
  const todo = `In AWS End User Messaging SMS make the number two-way, with the topic ${topic}.`;
  if (!twoWay) return [broken(`${phone} is not two-way: STOP and answers to it are lost to us.`, todo)];
  if (twoWayTo === topic) return [];
  return [broken(`What is answered to ${phone} goes to ${twoWayTo ?? 'nowhere'}, not to this stage.`, todo)];
}
