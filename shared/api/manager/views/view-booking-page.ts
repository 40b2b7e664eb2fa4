/** From a stored booking to its page: what every view of it shows, with sources, a time line and what may be done. */
import { answerDays } from '../../../booking/answer-days.ts';
import { askedAgainAt } from '../../../booking/answers.ts';
import type { Booking } from '../../../booking/booking.ts';
import { type Finding, generalLast, ruleOfId } from '../../../booking/finding.ts';
import type { Proposed } from '../../../booking/proposed-decision.ts';
import { referenceOf } from '../../../booking/reference.ts';
import { sayRule } from '../../../booking/say-rule.ts';
import { suggestedActs } from '../../../booking/suggested-acts.ts';
import type { Clinic } from '../../../clinic/clinic.ts';
import { attentionOf } from '../../../follow-up/notices.ts';
import type { Policy, Question } from '../../../policy/policy.ts';
import { formatInstant, type Instant } from '../../../time/instant.ts';
import { type ViewContext, viewBooking, viewDecision } from '../../view-booking.ts';
import type { ActName } from '../act-name.ts';
import type { BookingPage } from '../booking-page.ts';
import { ruleOfFinding } from './finding-source.ts';
import { type AttentionAsked, sayFinding, staffLanguage } from './say-attention.ts';
import { sayBooked } from './say-booked.ts';
import { viewAgenda } from './view-agenda.ts';
import { approvalOf } from './view-lists.ts';
import { type TextedBack, viewTimeline } from './view-timeline.ts';

/** A booking with what its page rests on. */
export interface BookingPageAsked {
  booking: Booking;
  clinic: Clinic;
  /** The version the booking stands on. */
  policy: Policy | undefined;
  /** What the reader may do now, and which texts may be sent once more. */
  can: ActName[];
  resendable: string[];
  /** What answers to may be written down, by the policy's order. */
  questions: readonly Question[];
  proposed?: Proposed;
  /** What became of the answer to the client's "something changed". */
  answered?: TextedBack;
  now: Instant;
}

export function viewBookingPage(asked: BookingPageAsked): BookingPage {
  const { booking, clinic, policy, can, resendable, proposed, answered, now } = asked;
  const context = { policy, zone: clinic.zone, language: staffLanguage, now, isDateBeside: true } as const;
  const findings = generalLast(booking.decision?.findings ?? []);
  return {
    booking: viewBooking(booking, context),
    ref: referenceOf(booking),
    service: sayBooked(booking, policy),
    version: booking.version,
    findings: findings.map((finding) => viewFindingDetails(finding, booking, policy)),
    questions: viewQuestions(asked),
    questionTexts: Object.fromEntries(
      Object.keys(booking.answers).map((id) => [id, questionOf(id, policy)?.text[staffLanguage] ?? id]),
    ),
    timeline: viewTimeline(
      booking,
      policy,
      (id) => sayApproved(id, findings, { booking, ...context }),
      answered,
    ),
    agenda: viewAgenda(booking, clinic, now),
    resendable,
    ...(proposed === undefined ? {} : { proposed: viewProposed(proposed, booking, context) }),
    can,
    suggested: suggestedActs(booking, attentionOf(booking, now), can, now),
  };
}

/** As the finding is worded while it stands; what the rule found then may be something else by now. */
function sayApproved(id: string, findings: readonly Finding[], context: AttentionAsked): string {
  const finding = findings.find((one) => one.id === id);
  return finding === undefined
    ? sayRule(ruleOfId(id), context.policy)
    : sayFinding(finding, context).replace(/\.$/, '');
}

function viewProposed(
  { declinedBy, newer }: Proposed,
  booking: Booking,
  context: ViewContext,
): NonNullable<BookingPage['proposed']> {
  if (newer === undefined) return { declinedBy, findings: [] };
  const { policy, decision } = newer;
  return {
    declinedBy,
    decision: viewDecision(decision, booking, { ...context, policy }),
    findings: generalLast(decision.findings).map((finding) => viewFindingDetails(finding, booking, policy)),
  };
}

function viewFindingDetails(
  finding: Finding,
  booking: Booking,
  policy: Policy | undefined,
): BookingPage['findings'][number] {
  const approval = finding.approved === true ? approvalOf(booking, finding.id) : undefined;
  return {
    id: finding.id,
    ...ruleOfFinding(finding, policy),
    ...(approval === undefined ? {} : { approval: sayApproval(approval) }),
  };
}

function sayApproval({ by, why, at, clearance }: Booking['overrides'][number]) {
  return { by, why, at: formatInstant(at), ...(clearance === undefined ? {} : { clearance }) };
}

/** The open ones first. A question that is asked no longer can be answered nowhere. */
function viewQuestions({ booking, clinic, questions, now }: BookingPageAsked): BookingPage['questions'] {
  const openIds = booking.decision?.open ?? [];
  const givenTo = (id: string) =>
    Object.hasOwn(booking.answers, id) ? booking.answers[id]?.value : undefined;
  const views = questions.map(({ id, text, type, askIf }) => {
    const answer = givenTo(id);
    const open = openIds.includes(id);
    const again = open ? askedAgainAt(booking, id) : undefined;
    const days = answerDays({ type }, { booking, clinic, now });
    return {
      id,
      text: text[staffLanguage],
      type,
      ...(days === undefined ? {} : { days: { from: days.from, until: days.until } }),
      open,
      ...(open || askIf === undefined || givenTo(askIf)?.is === 'yes' ? {} : { onlyAfter: askIf }),
      ...(answer?.is === 'unreadable' ? { unreadable: answer.raw } : {}),
      ...(again === undefined ? {} : { askedAgainAt: formatInstant(again) }),
    };
  });
  return [...views.filter(({ open }) => open), ...views.filter(({ open }) => !open)];
}

function questionOf(id: string, policy: Policy | undefined) {
  return policy?.questions.find((question) => question.id === id);
}
