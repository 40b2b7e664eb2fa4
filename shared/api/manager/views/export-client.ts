/** Everything stored about one client in words and ISO times, for the client to take along: no keys, hashes or tokens, and no names of staff, who are people too. */
import { type Booking, bookingIdOf } from '../../../booking/booking.ts';
import { ruleOfId } from '../../../booking/finding.ts';
import { sayValue } from '../../../booking/gate-reasons.ts';
import { sayRule } from '../../../booking/say-rule.ts';
import type { Contact } from '../../../follow-up/contact.ts';
import type { Policy } from '../../../policy/policy.ts';
import type { Draft } from '../../../screening/draft.ts';
import { formatInstant, type Instant } from '../../../time/instant.ts';
import { viewBooking } from '../../view-booking.ts';
import type { ClientExport } from '../clinic-view.ts';
import { viewTimeline } from './view-timeline.ts';

interface ExportContext {
  policy: Policy | undefined;
  zone: string;
  now: Instant;
  /** What was typed into the form and not sent, oldest first. */
  drafts: readonly Draft[];
}

/** One booking, in the client's language where there are words. */
export function exportBooking(booking: Booking, context: ExportContext): ClientExport['bookings'][number] {
  const { client, consent } = booking;
  const view = viewBooking(booking, { ...context, language: client.language });
  return {
    id: view.id,
    service: view.service,
    treatment: context.policy?.title[client.language],
    status: view.status,
    cancelledBy: view.cancelledBy,
    startAt: view.startAt,
    endAt: view.endAt,
    completedAt: said(booking.completedAt),
    people: view.people,
    client: { ...client },
    consentToTexts: { given: consent.given, at: formatInstant(consent.at), source: consent.source },
    textsStoppedAt: said(booking.optedOutAt),
    answers: view.answers.map(({ question, ...answer }) => ({
      question: questionText(question, booking, context),
      ...answer,
    })),
    typedAndNotSent: context.drafts
      .flatMap(({ values }) => Object.entries(values))
      .map(([question, value]) => ({
        question: questionText(question, booking, context),
        says: sayValue(value, client.language, context.zone),
      })),
    decision: view.decision && decisionOf(view.decision),
    approvals: booking.overrides.map(({ finding, why, at, clearance }) => ({
      finding: view.decision?.findings.find(({ id }) => id === finding)?.reasons.client ?? ruleOfId(finding),
      why,
      at: formatInstant(at),
      ...(clearance === undefined ? {} : { clearance }),
    })),
    texts: view.steps
      .filter(({ kind }) => kind === 'text')
      .map(({ what, status, at, reason }) => ({ what, status, at, reason })),
    history: viewTimeline(booking, context.policy, (finding) =>
      sayRule(ruleOfId(finding), context.policy),
    ).map(({ at, says, why }) => ({ at, says, why })),
    createdAt: view.createdAt,
  };
}

/** What is known of one number; of texts only those of the person's own bookings, by their keys. On a shared number nobody knows whose consent, language and replies these are. */
export function exportContact(
  contact: Contact,
  own: { bookingKeys: readonly string[]; isShared: boolean },
): Record<string, unknown> {
  const { phone, optedOut } = contact;
  return {
    phone,
    ...(own.isShared ? {} : exportPerson(contact)),
    textsStopped: optedOut && { at: formatInstant(optedOut.at), through: optedOut.source },
    textsSent: contact.slots
      .filter(({ text }) => own.bookingKeys.some((key) => text.startsWith(`${key} `)))
      .map(({ text, at }) => ({
        what: text.slice(text.lastIndexOf(' ') + 1).split('@')[0],
        at: formatInstant(at),
      })),
  };
}

function exportPerson({ language, consent, replies }: Contact): Record<string, unknown> {
  return {
    language,
    consentToTexts: consent && {
      given: consent.given,
      at: formatInstant(consent.at),
      source: consent.source,
    },
    textsReceived: replies.map(({ at }) => ({ at: formatInstant(at) })),
  };
}

/** What cannot be read is said to be there. */
export function exportUnreadable(place: { platform: string; uid: string }): ClientExport['bookings'][number] {
  return { id: bookingIdOf(place), problem: 'This booking cannot be read at the moment.' };
}

function decisionOf(decision: NonNullable<ReturnType<typeof viewBooking>['decision']>) {
  return {
    outcome: decision.outcome,
    reasons: decision.findings.map(({ reasons }) => reasons.client),
    openQuestions: decision.open.map(({ text }) => text),
    pauseFrom: decision.conditions.map(({ pauseBy }) => pauseBy),
    possibleFrom: decision.eligibleFrom,
    policyVersion: decision.policyVersion,
    at: decision.at,
  };
}

function questionText(id: string, { client }: Booking, { policy }: ExportContext): string {
  return policy?.questions.find((question) => question.id === id)?.text[client.language] ?? id;
}

function said(at: Instant | undefined): string | undefined {
  return at === undefined ? undefined : formatInstant(at);
}
