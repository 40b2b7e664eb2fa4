/** From a stored booking to what is shown of it: the one mapping, for the manager's API and the local stack alike. */
import { type Booking, bookingIdOf } from '../booking/booking.ts';
import { numberToCall } from '../booking/client-contact.ts';
import { type Decision, type Finding, generalLast } from '../booking/finding.ts';
import { findingReason } from '../booking/finding-reason.ts';
import { sayValue } from '../booking/gate-reasons.ts';
import { attentionOf } from '../follow-up/notices.ts';
import type { Step } from '../follow-up/step.ts';
import type { Policy } from '../policy/policy.ts';
import type { Language } from '../policy/words.ts';
import { formatInstant, type Instant } from '../time/instant.ts';
import type { BookingView } from './booking-view.ts';

/** What a view needs beside the booking. `policy` is the version the booking stands on; `language` the reader's. */
export interface ViewContext {
  policy: Policy | undefined;
  zone: string;
  language: Language;
  now: Instant;
  /** The reader shows from when a finding passes beside its reason. */
  isDateBeside?: boolean;
}

/** The booking with its reasons as sentences. */
export function viewBooking(booking: Booking, context: ViewContext): BookingView {
  const { client, consent, decision } = booking;
  return {
    id: bookingIdOf(booking),
    clinicId: booking.clinicId,
    service: booking.service,
    ...(booking.treatment === undefined ? {} : { treatment: booking.treatment }),
    status: booking.status,
    ...(booking.cancelledBy === undefined ? {} : { cancelledBy: booking.cancelledBy }),
    startAt: formatInstant(booking.startAt),
    endAt: formatInstant(booking.endAt),
    client: {
      name: client.name,
      ...(client.phone === undefined ? {} : { phone: maskPhone(client.phone) }),
      language: client.language,
      reach: [
        ...(numberToCall(client) === undefined ? [] : (['phone'] as const)),
        ...(client.email === undefined ? [] : (['email'] as const)),
      ],
    },
    people: booking.people,
    texts: {
      consent: consent.given,
      source: consent.source,
      optedOut: booking.optedOutAt !== undefined,
      ...(booking.stoppedBy === undefined ? {} : { stoppedBy: booking.stoppedBy }),
    },
    attention: attentionOf(booking, context.now),
    ...(decision === undefined ? {} : { decision: viewDecision(decision, booking, context) }),
    ...(booking.proposal === undefined ? {} : { proposal: booking.proposal }),
    answers: viewAnswers(booking, context),
    overrides: booking.overrides.map(({ finding, by, role, why, at }) => ({
      finding,
      by,
      role,
      why,
      at: formatInstant(at),
    })),
    steps: booking.steps.map(viewStep).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    audit: booking.audit.map(({ at, did, by }) => ({
      at: formatInstant(at),
      did,
      ...(by === undefined ? {} : { by }),
    })),
    createdAt: formatInstant(booking.createdAt),
  };
}

/** Enough to tell two numbers apart, not enough to call one. */
function maskPhone(phone: string): string {
  return `*** ${phone.slice(-4)}`;
}

/** A verdict on a booking, by the policy of the context. */
export function viewDecision(
  decision: Decision,
  booking: Booking,
  context: ViewContext,
): NonNullable<BookingView['decision']> {
  const { eligibleFrom, policyVersion } = decision;
  return {
    outcome: decision.outcome,
    findings: generalLast(decision.findings).map((finding) => viewFinding(finding, booking, context)),
    open: decision.open.map((question) => ({ question, text: questionText(question, context) })),
    conditions: decision.conditions.map(({ rule, pauseBy, toldAt }) => ({
      rule,
      pauseBy: formatInstant(pauseBy),
      ...(toldAt === undefined ? {} : { toldAt: formatInstant(toldAt) }),
    })),
    ...(eligibleFrom === undefined ? {} : { eligibleFrom: formatInstant(eligibleFrom) }),
    ...(policyVersion === undefined ? {} : { policyVersion }),
    at: formatInstant(decision.at),
  };
}

function viewFinding(finding: Finding, booking: Booking, context: ViewContext) {
  const { policy, zone, language, isDateBeside = false } = context;
  const asked = { finding, booking, policy, zone, isDateBeside };
  const { eligibleFrom } = finding;
  return {
    id: finding.id,
    rule: finding.rule,
    outcome: finding.outcome,
    approved: finding.approved === true,
    ...(eligibleFrom === undefined ? {} : { eligibleFrom: formatInstant(eligibleFrom) }),
    reasons: {
      client: findingReason({ ...asked, audience: 'client', language: booking.client.language }),
      manager: findingReason({ ...asked, audience: 'manager', language }),
    },
  };
}

function questionText(id: string, { policy, language }: ViewContext): string {
  return policy?.questions.find((question) => question.id === id)?.text[language] ?? id;
}

function viewAnswers({ answers }: Booking, { language, zone }: ViewContext): BookingView['answers'] {
  return Object.entries(answers).map(([question, { value, at, source }]) => ({
    question,
    says: sayValue(value, language, zone),
    at: formatInstant(at),
    source,
  }));
}

function viewStep({ id, act, state }: Step): BookingView['steps'][number] {
  const at = state.status === 'planned' ? state.dueAt : state.at;
  return {
    id,
    kind: act.kind,
    what: act.what,
    status: state.status,
    at: formatInstant(at),
    ...('reason' in state ? { reason: state.reason } : {}),
  };
}
