/** What can happen to the visit of a specification: events as the gate knows them, with made-up defaults, so that a case states only what it is about. */
import { createHash } from 'node:crypto';
import type { ActingRole } from '../../shared/api/manager/role.ts';
import type { BookingEvent, PlatformBookingEvent } from '../../shared/booking/event.ts';
import type { Visit } from '../../shared/booking/visit.ts';
import { ranks } from '../../shared/platforms/platform.ts';
import { askedQuestions } from '../../shared/policy/asked-questions.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import type { ClientVisit } from '../../shared/policy/evaluation.ts';
import type { AnswerSource, Answers, AnswerValue } from '../../shared/screening/answer.ts';
import { hourMs } from '../../shared/time/instant.ts';
import { instantOf } from '../world/world.ts';

/** Tue Dec 1 2026, 10:00 in New York. */
export const visitStart = '2026-12-01T15:00:00Z';
/** Mon Nov 2 2026, 10:00 in New York: four weeks before. */
export const bookedAt = '2026-11-02T15:00:00Z';

export const yes: AnswerValue = { is: 'yes' };
export const no: AnswerValue = { is: 'no' };
export const still: AnswerValue = { is: 'still' };
export const unsure: AnswerValue = { is: 'unsure' };
export const unreadable: AnswerValue = { is: 'unreadable', raw: 'hm' };

export function on(date: string): AnswerValue {
  return { is: 'date', date };
}

export function atTime(iso: string): AnswerValue {
  return { is: 'instant', at: instantOf(iso) };
}

type Values = Readonly<Record<string, AnswerValue | undefined>>;

export interface Happening {
  start?: string;
  at?: string;
  /** Changes to a form on which nothing is found; `undefined` leaves a question out. */
  answers?: Values;
  /** The form is empty but for these. */
  only?: Values;
  pending?: boolean;
  people?: number;
  treatment?: 'microneedling' | 'botox' | 'none';
}

export function booked(happening: Happening = {}): BookingEvent {
  return described('booked', happening);
}

export function rescheduled(happening: Happening): BookingEvent {
  return described('rescheduled', happening);
}

export function cancelled(at: string, by: 'client' | 'clinic' | 'unknown' = 'clinic'): BookingEvent {
  return { type: 'cancelled', by, ...stamped(at, ranks.cancelled, 'cancelled') };
}

export function completed(at: string): BookingEvent {
  return { type: 'completed', ...stamped(at, ranks.completed, 'completed') };
}

export function noShow(at: string, takenBack = false): BookingEvent {
  return { type: 'no-show', takenBack, ...stamped(at, ranks.noShow, `no-show ${takenBack}`) };
}

export function answered(at: string, values: Values, by: 'form' | 'text' | 'staff' = 'form'): BookingEvent {
  return { type: 'answered', answers: answersOf(values, at, by), at: instantOf(at), by };
}

export function reopened(at: string): BookingEvent {
  return { type: 'reopened', at: instantOf(at) };
}

export function shown(at: string, ...rules: string[]): BookingEvent {
  return { type: 'outcome-shown', rules, at: instantOf(at) };
}

/** By a result page. */
export function toldByPage(at: string, pauseFrom: string): BookingEvent {
  return { type: 'told-to-pause', pauseFrom: instantOf(pauseFrom), at: instantOf(at) };
}

/** The day-before text, claimed and published. */
export function toldByText(at: string, pauseFrom: string, start = visitStart): BookingEvent[] {
  const step = `day-before@${start.slice(0, 16)}Z`;
  const now = instantOf(at);
  return [
    { type: 'step-claimed', step, at: now, expiresAt: now + hourMs },
    { type: 'step-sent', step, at: now, messageId: 'message-1', pauseFrom: instantOf(pauseFrom) },
  ];
}

export function overridden(
  at: string,
  finding: string,
  role: ActingRole = 'manager',
  why = 'seen in person',
): BookingEvent {
  const click = createHash('sha256').update(`${at} ${finding}`).digest('hex').slice(0, 36);
  const act = { what: 'approve-findings', by: 'staff-1', role, why, click, at: instantOf(at) } as const;
  return { type: 'approved', findings: [finding], act };
}

export function otherVisit(startAt: string, more: Partial<ClientVisit> = {}): ClientVisit {
  return {
    bookingId: 'standard:botox-1',
    treatment: 'botox',
    startAt: instantOf(startAt),
    status: 'completed',
    sameName: true,
    ...more,
  };
}

function described(type: 'booked' | 'rescheduled', happening: Happening): PlatformBookingEvent {
  const { at = bookedAt, pending = false } = happening;
  const rank = type === 'booked' ? ranks.confirmed : ranks.rescheduled;
  return { type, pending, visit: visitOf(happening), ...stamped(at, rank, type) };
}

function visitOf({ start = visitStart, at = bookedAt, people = 1, ...more }: Happening): Visit {
  const treatment = more.treatment ?? 'microneedling';
  const asked = treatment === 'microneedling' ? { ...fineForm(), ...more.answers } : {};
  return {
    service: treatment === 'none' ? 'hot stone massage' : treatment,
    ...(treatment === 'none' ? {} : { treatment, policyVersion: 1 }),
    startAt: instantOf(start),
    endAt: instantOf(start) + hourMs,
    client: { name: 'Nadia Brook', phone: '+12125550117', language: 'en' },
    phoneKey: 'phone-key-of-nadia',
    people,
    answers: answersOf(more.only ?? asked, at, 'platform'),
    consent: { given: true, at: instantOf(at), source: 'stated by standard' },
  };
}

/** Every question answered so that nothing is found. */
function fineForm(): Record<string, AnswerValue> {
  const questions = askedQuestions(microneedlingPolicy).filter(({ askIf }) => askIf === undefined);
  return Object.fromEntries(
    questions.map(({ id, type }) => [id, type === 'yes-no' ? no : { is: 'never' as const }]),
  );
}

function answersOf(values: Values, at: string, source: AnswerSource): Answers {
  const given = Object.entries(values).flatMap(([id, value]) =>
    value === undefined ? [] : [[id, { value, at: instantOf(at), source }] as const],
  );
  return Object.fromEntries(given);
}

function stamped(at: string, rank: number, what: string) {
  return { order: { stamp: instantOf(at), rank }, delivery: `${what} ${at}`.slice(0, 24), at: instantOf(at) };
}
