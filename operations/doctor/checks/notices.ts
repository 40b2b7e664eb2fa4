/** Whether each clinic's staff hear what cannot wait: a topic of their own, and somebody who reads it. */
import type { ClinicSeen, TopicHearers } from '../facts.ts';
import { broken, type Check, fine, judge, type Said, warning } from '../finding.ts';

export const noticesCheck: Check = {
  name: 'notices',
  why: "A client whom no text reaches in time is called by a person, who hears of it through the clinic's topic.",
  link: 'https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html',
  look: ({ place, clinics: { clinics } }) =>
    clinics
      .filter((clinic) => !isRemoved(clinic))
      .flatMap(({ id, notices }) =>
        judge(`The topic of ${id}`, notices, (hearers) => [lookAtHearers(id, hearers, place.stage)]),
      ),
};

function isRemoved({ item }: ClinicSeen): boolean {
  return item.known && item.value.item === 'read' && item.value.clinic.status === 'removed';
}

function lookAtHearers(id: string, hearers: TopicHearers | undefined, stage: string): Said {
  const todo = `Say who is told: npm run clinic -- notices ${id} --notify ADDRESS --stage ${stage}`;
  if (hearers === undefined) return broken(`${id} has no topic: its staff are told of nothing.`, todo);
  const { confirmed, pending } = hearers;
  if (confirmed > 0) return fine(`${id} has ${confirmed} who ${confirmed === 1 ? 'is' : 'are'} told.`);
  return pending > 0
    ? warning(
        `Nobody is told at ${id}: ${pending} asked to be, and not confirmed.`,
        'Have the link opened that AWS sent to the address.',
      )
    : warning(`Nobody is told at ${id}.`, todo);
}
