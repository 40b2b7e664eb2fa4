/** Folds what happened into a booking: pure, total, and without effect for what was applied or overtaken before. */

import { mergeAnswers } from './answers.ts';
import { audited, hasActed } from './audit.ts';
import { appliedMax, type Booking } from './booking.ts';
import type { BookingEvent, PlatformBookingEvent } from './event.ts';
import { evolveStaff, onRecord, withoutStop } from './evolve-staff.ts';
import { evolveStep, withShown, withTold } from './evolve-step.ts';
import { carry } from './fold.ts';
import { withFormerKeys } from './former-keys.ts';
import { isMarkKept, withoutMark } from './mark.ts';
import { standingOf } from './order.ts';
import { withPokes } from './pokes.ts';
import type { Visit } from './visit.ts';

/** On record before who stopped them. */
export const textsStoppedBy = 'texts stopped by ';

/** A new booking from the first event that tells of it. */
export function openBooking(
  place: { clinicId: string; platform: string; uid: string },
  event: Extract<PlatformBookingEvent, { visit: Visit }>,
): Booking {
  const { visit } = event;
  const empty: Booking = {
    type: 'booking',
    ...place,
    version: 0,
    service: visit.service,
    status: event.pending ? 'pending' : 'accepted',
    startAt: visit.startAt,
    endAt: visit.endAt,
    client: visit.client,
    people: visit.people,
    consent: visit.consent,
    answers: {},
    order: event.order,
    applied: [],
    steps: [],
    overrides: [],
    shown: [],
    changes: [],
    told: [],
    pages: {},
    audit: [],
    createdAt: event.at,
  };
  return withPokes(applyPlatformEvent(empty, event), event.at, event.order.stamp);
}

export function evolve(booking: Booking, event: BookingEvent): Booking {
  switch (event.type) {
    case 'booked':
    case 'rescheduled':
    case 'cancelled':
    case 'completed':
    case 'no-show':
      return standingOf(booking, event) === 'applies'
        ? withPokes(applyPlatformEvent(booking, event), event.at, event.order.stamp)
        : booking;
    case 'answered':
      return answer(booking, event);
    case 'reopened':
      return audited(
        { ...booking, reopenedAt: Math.max(event.at, booking.reopenedAt ?? 0) },
        { at: event.at, did: 'client said something changed', kind: 'reply' },
      );
    case 'ask-missed':
      return { ...booking, askMissedAt: event.at };
    case 'confirmed-fine':
      return audited(booking, { at: event.at, did: 'client said all is fine', kind: 'reply' });
    case 'reply-ambiguous':
      return audited(
        { ...booking, ambiguousReplyAt: event.at },
        { at: event.at, did: 'a reply fits two clients', kind: 'reply' },
      );
    case 'opt-changed':
      return withOpt(booking, event);
    case 'approved':
    case 'proposal-settled':
    case 'text-requested':
    case 'marked':
    case 'called-off':
    case 'client-told':
    case 'links-renewed':
    case 'texts-stopped':
    case 'texts-allowed':
    case 'phone-revealed':
    case 'exported':
    case 'erasure-asked':
    case 'added':
      return evolveStaff(booking, event);
    case 'outcome-shown':
      return withShown(booking, event.rules);
    case 'told-to-pause':
      return withTold(booking, { pauseFrom: event.pauseFrom, at: event.at });
    case 'page-made':
      // Made while the number changed, or the links were renewed: the next text makes another.
      if (event.phoneKey !== booking.phoneKey || event.linkSeries !== booking.linkSeries) return booking;
      return { ...booking, pages: { ...booking.pages, [event.page]: event.token } };
    case 'poked':
      return { ...booking, steps: booking.steps.filter((step) => step.id !== event.step) };
    case 'policy-moved':
      return audited(judgedBy(withoutProposal(booking), event.policyVersion), {
        at: event.at,
        did: `moved to policy ${event.policyVersion}`,
      });
    case 'policy-proposed':
      return audited(
        { ...booking, proposal: { policyVersion: event.policyVersion, outcome: event.outcome } },
        { at: event.at, did: `policy ${event.policyVersion} finds otherwise` },
      );
    case 'carried':
      return join(booking, event);
    default:
      return evolveStep(booking, event);
  }
}

function join(booking: Booking, { from, at }: Extract<BookingEvent, { type: 'carried' }>): Booking {
  const did = 'joined with its older uid';
  return withPokes(audited(carry(booking, from), { at, did, kind: 'delivery' }), at);
}

/** Staff write answers down once per click; a platform's event that was overtaken may have nothing to add. */
function answer(booking: Booking, event: Extract<BookingEvent, { type: 'answered' }>): Booking {
  const { act, at, by } = event;
  if (act !== undefined && hasActed(booking, act.click)) return booking;
  const merged = mergeAnswers(judgedBy(booking, event.policyVersion), event.answers);
  if (act !== undefined) return onRecord(merged, act, 'wrote down answers');
  if (by === 'platform' && merged === booking) return booking;
  return audited(merged, { at, did: `answered by ${by}`, kind: by === 'platform' ? 'delivery' : 'reply' });
}

function applyPlatformEvent(booking: Booking, event: PlatformBookingEvent): Booking {
  const stamped = {
    ...booking,
    order: event.order,
    applied: [...booking.applied, event.delivery].slice(-appliedMax),
  };
  const heard = audited(stamped, { at: event.at, did: saidOf(event), kind: 'delivery' });
  if (isMarkKept(booking, event)) return 'visit' in event ? withVisit(heard, event.visit) : heard;
  const known = withoutMark(heard);
  switch (event.type) {
    case 'booked':
    case 'rescheduled':
      return { ...withoutEnd(withVisit(known, event.visit)), status: event.pending ? 'pending' : 'accepted' };
    case 'cancelled':
      return { ...known, status: 'cancelled', cancelledBy: event.by };
    case 'completed':
      return { ...known, status: 'completed', completedAt: Math.max(event.order.stamp, booking.startAt) };
    case 'no-show':
      // Nobody can miss a visit that was called off; were it marked, taking the mark back would revive the visit.
      if (booking.status === 'cancelled') return known;
      return event.takenBack
        ? { ...known, status: booking.status === 'no-show' ? 'accepted' : booking.status }
        : { ...known, status: 'no-show' };
  }
}

function saidOf(event: PlatformBookingEvent): string {
  if (event.type === 'cancelled') return `cancelled by ${event.by}`;
  if (event.type === 'no-show' && event.takenBack) return 'no-show taken back';
  return event.type;
}

/** Takes over the visit; what rested on the old times is forgotten when they moved. Links that would end too soon, or were made for another number, are made anew. */
function withVisit(booking: Booking, visit: Visit): Booking {
  const { phoneKey: _f, emailKey: _e, lastFourKey: _l, ...rest } = withoutPolicy(booking, visit);
  const { answers, consent, policyVersion, ...facts } = visit;
  const version = rest.policyVersion ?? policyVersion;
  const merged = mergeAnswers(
    { ...rest, ...facts, ...(version === undefined ? {} : { policyVersion: version }) },
    answers,
  );
  const withConsent = consent.given !== booking.consent.given ? { ...merged, consent } : merged;
  const isSameNumber = visit.phoneKey === booking.phoneKey;
  const known = isSameNumber && visit.endAt <= booking.endAt ? withConsent : { ...withConsent, pages: {} };
  const heard = isSameNumber ? known : withFormerKeys(withoutStop(known), [booking.phoneKey]);
  return booking.startAt === visit.startAt ? heard : withoutPast(heard);
}

/** A confirmation of the same visit moves no policy; a move, or another treatment, takes the published one. */
function withoutPolicy(booking: Booking, visit: Visit): Booking {
  if (booking.treatment === visit.treatment && booking.startAt === visit.startAt) return booking;
  const { treatment: _t, policyVersion: _p, proposal: _o, declinedPolicy: _d, ...rest } = booking;
  return rest;
}

/** Who had stopped them already may be somebody else by now: then it is they who lift it. */
function withOpt(
  booking: Booking,
  { stoppedBy, at }: Extract<BookingEvent, { type: 'opt-changed' }>,
): Booking {
  if (stoppedBy === undefined) {
    return audited(withoutStop(booking), { at, did: 'texts on again', kind: 'reply' });
  }
  const stopped = { ...booking, optedOutAt: booking.optedOutAt ?? at, stoppedBy };
  const isTheirs = stoppedBy === 'text' || stoppedBy === 'page';
  return audited(stopped, {
    at,
    did: `${textsStoppedBy}${stoppedBy}`,
    ...(isTheirs ? { kind: 'reply' } : {}),
  });
}

/** A visit that stands again was neither cancelled nor completed. */
function withoutEnd(booking: Booking): Booking {
  const { completedAt: _c, cancelledBy: _b, ...rest } = booking;
  return rest;
}

function withoutPast(booking: Booking): Booking {
  const { atStart: _a, ...rest } = booking;
  return { ...rest, told: [] };
}

function withoutProposal(booking: Booking): Booking {
  const { proposal: _p, ...rest } = booking;
  return rest;
}

/** A booking that stands on a version, by answers to its questions or by what it finds: what was proposed or declined up to it is no question any more. */
function judgedBy(booking: Booking, policyVersion: number | undefined): Booking {
  if (policyVersion === undefined) return booking;
  const { proposal, declinedPolicy = 0, ...rest } = booking;
  return {
    ...rest,
    policyVersion,
    ...(proposal !== undefined && proposal.policyVersion > policyVersion ? { proposal } : {}),
    ...(declinedPolicy > policyVersion ? { declinedPolicy } : {}),
  };
}
