/** What a milestone of the care plan is: when its text is due, how late it may be, which facts it states, and its words. One file per milestone in milestones/. */
import type { Language } from '../policy/words.ts';
import type { Instant } from '../time/instant.ts';
import type { LocalDate } from '../time/zone.ts';

/** The milestones about a booking: the only ones its agenda holds. */
export const bookingMilestoneIds = [
  'booked',
  'late-booking',
  'screening-needed',
  'being-reviewed',
  'not-yet',
  'released',
  'new-time',
  'cancelled',
  'two-weeks-before',
  'three-days-before',
  'day-before',
  'morning-of',
  'after-visit',
  'day-1',
  'day-2',
  'day-3',
  'two-weeks-after',
] as const;
export type BookingMilestoneId = (typeof bookingMilestoneIds)[number];

/** The milestones that answer a client's text. */
export const replyMilestoneIds = ['stop', 'start', 'help', 'changed'] as const;
export type ReplyMilestoneId = (typeof replyMilestoneIds)[number];

export const milestoneIds = [...bookingMilestoneIds, ...replyMilestoneIds] as const;

export type MilestoneId = BookingMilestoneId | ReplyMilestoneId;

/** An instant relative to the visit: calendar days move along the clinic's wall clock, the rest is elapsed. */
export interface Offset {
  from: 'start' | 'end';
  days?: number;
  hours?: number;
  minutes?: number;
}

/** As an offset, or relative to when strong actives pause: a clinic's own interval. */
export type TextOffset = Omit<Offset, 'from'> & { from: Offset['from'] | 'pause' };

export type DueRule =
  | { at: 'offset'; offset: TextOffset }
  /** 08:00 clinic time on the visit's day if that is at least two hours before the start, else 18:00 the day before. */
  | { at: 'morning-of' }
  /** An hour after the end, else the last allowed minute after the end that day, else the next allowed one. */
  | { at: 'after-visit' };

/** Which facts a text states: with the milestone they are its identity, so that changed facts are said again and unchanged ones are not. */
export type StatedFact = 'start' | 'end' | 'eligible-from';

/** Everything a text may say. Nothing here depends on what the client answered, but for `eligibleFrom`, which is a date without a reason. */
export interface TextFacts {
  /** The clinic's name as texts show it, 24 letters at most. */
  brand: string;
  clinicPhone: string;
  /** Where the visit is; one line, 40 characters at most. */
  place: string;
  /** Sanitised first name, or absent where it cannot be sent honestly. */
  firstName?: string;
  /** The client's page, 30 characters where deployed; present for milestones with `link`, unless it is of guidance that the treatment has not. */
  link?: string;
  startAt: Instant;
  endAt: Instant;
  /** The clinic's zone: every time in a text is the clinic's. */
  zone: string;
  /** The last day Botox was possible before the visit. */
  lastBotoxDay: LocalDate;
  /** From when strong actives pause. */
  pauseFrom: Instant;
  eligibleFrom?: Instant;
  /** When the text is published: decides "today" and "tomorrow". */
  now: Instant;
}

/** What an answer to a client's text may say: it belongs to a number, not to a booking. */
export type ReplyFacts = Pick<TextFacts, 'brand' | 'clinicPhone' | 'link'>;

interface MilestoneBase<Facts = TextFacts, Id = BookingMilestoneId> {
  id: Id;
  /** The page its link leads to; absent: no link. `guidance`: the care page, where the treatment has guidance; the words do without. */
  link?: 'screening' | 'care' | 'guidance';
  words: Record<Language, (facts: Facts) => string>;
}

/** About the booking itself: due shortly after a change. */
export interface StatusMilestone extends MilestoneBase {
  kind: 'status';
  /** Minutes after the change: the undo grace; 0 = at once. */
  delayMinutes: number;
  /** Sent once more this many hours after the first while its cause lasts; absent: once. */
  againAfterHours?: number;
  states: readonly StatedFact[];
}

/** Guidance around the visit. */
export interface CareMilestone extends MilestoneBase {
  kind: 'care';
  side: 'before' | 'after';
  due: DueRule;
  /** It must be published before this. */
  late: TextOffset;
  /** Where no minute is allowed between due and late: the last allowed minute before due, or nothing. */
  elseBefore: boolean;
  states: readonly StatedFact[];
  /** Skipped when a later visit starts within this many days of it. */
  skippedByVisitWithinDays?: number;
  /** Never held back by the caps (still counted). */
  uncapped: boolean;
}

/** Answers a text of the client: goes at once, at any hour, within five minutes. */
export interface ReplyMilestone extends MilestoneBase<ReplyFacts, ReplyMilestoneId> {
  kind: 'reply';
}
