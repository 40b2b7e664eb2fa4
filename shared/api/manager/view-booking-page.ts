/** From a stored booking to its page: what every view of it shows, with sources, a time line and what may be done. */
import type { Booking } from '../../booking/booking.ts';
import type { Finding } from '../../booking/finding.ts';
import { referenceOf } from '../../booking/reference.ts';
import type { Clinic } from '../../clinic/clinic.ts';
import type { Policy } from '../../policy/policy.ts';
import { formatInstant, type Instant } from '../../time/instant.ts';
import { viewBooking } from '../view-booking.ts';
import type { ActName } from './act-name.ts';
import type { BookingPage } from './booking-page.ts';
import { ruleOfFinding } from './finding-source.ts';
import { staffLanguage } from './say-attention.ts';
import { viewAgenda } from './view-agenda.ts';
import { approvalOf } from './view-lists.ts';
import { viewTimeline } from './view-timeline.ts';

/** A booking with what its page rests on. */
export interface BookingPageAsked {
  booking: Booking;
  clinic: Clinic;
  /** The version the booking stands on. */
  policy: Policy | undefined;
  /** What the reader may do now, and which texts may be sent once more. */
  can: ActName[];
  resendable: string[];
  declinedBy?: BookingPage['declinedBy'];
  now: Instant;
}

export function viewBookingPage(asked: BookingPageAsked): BookingPage {
  const { booking, clinic, policy, can, resendable, declinedBy, now } = asked;
  const findings = booking.decision?.findings ?? [];
  return {
    booking: viewBooking(booking, { policy, zone: clinic.zone, language: staffLanguage, now }),
    ref: referenceOf(booking),
    version: booking.version,
    findings: findings.map((finding) => viewFindingDetails(finding, asked)),
    questions: openQuestions(asked),
    questionTexts: Object.fromEntries(
      Object.keys(booking.answers).map((id) => [id, questionOf(id, policy)?.text[staffLanguage] ?? id]),
    ),
    timeline: viewTimeline(booking),
    agenda: viewAgenda(booking, clinic, now),
    resendable,
    ...(declinedBy === undefined ? {} : { declinedBy }),
    can,
  };
}

function viewFindingDetails(
  finding: Finding,
  { booking, policy }: BookingPageAsked,
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

/** A question that the policy no longer has can be answered nowhere. */
function openQuestions({ booking, policy }: BookingPageAsked): BookingPage['questions'] {
  const open = booking.decision?.open ?? [];
  return open.flatMap((id) => {
    const question = questionOf(id, policy);
    if (question === undefined) return [];
    const answer = Object.hasOwn(booking.answers, id) ? booking.answers[id]?.value : undefined;
    return [
      {
        id,
        text: question.text[staffLanguage],
        type: question.type,
        ...(answer?.is === 'unreadable' ? { unreadable: answer.raw } : {}),
      },
    ];
  });
}

function questionOf(id: string, policy: Policy | undefined) {
  return policy?.questions.find((question) => question.id === id);
}
