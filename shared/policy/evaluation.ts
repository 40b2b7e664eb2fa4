/** The contract between the gate and the rule kinds: what a kind is given, and what it may say. */
import type { Answer } from '../screening/answer.ts';
import type { Instant } from '../time/instant.ts';
import type { LocalDate } from '../time/zone.ts';

/** Another visit of the same client at this clinic, as the client-key indexes know it. */
export interface ClientVisit {
  bookingId: string;
  treatment: string;
  startAt: Instant;
  status: 'pending' | 'accepted' | 'completed' | 'no-show' | 'cancelled';
  /** Whether the normalised name is this client's too; another name under the same key is never silently the same person. */
  sameName: boolean;
}

export interface RuleContext {
  /** The usable answer to a question; unreadable, reopened and missing ones are all `undefined`. */
  answerTo: (questionId: string) => Answer | undefined;
  visit: { startAt: Instant; endAt: Instant };
  /** The clinic's IANA zone. */
  zone: string;
  /** Visits that count (not cancelled, no no-show), this booking excluded. */
  visits: readonly ClientVisit[];
}

/** What makes one finding the same finding after a re-decide: the facts it rests on, not a version or a time. */
export interface Found {
  outcome: 'blocked' | 'review' | 'advisory';
  /** E.g. `answer:yes`, `2026-11-10/2026-11-20`; 120 characters at most, no names. */
  facts: string;
  /** The first instant at which it would pass; absent where no date helps. */
  eligibleFrom?: Instant;
  /** The local day of the fact, for the reason's `{last}`. */
  last?: LocalDate;
  /** The very instant of it, where that was said and counts. */
  lastAt?: Instant;
  /** Set when the fact is another booking's under the same key but another name. */
  otherName?: boolean;
}

export interface RuleSays {
  findings: Found[];
  /** Question ids without a usable answer that this rule needs. */
  open: string[];
  /** Allowed on condition that something is paused from this instant on. */
  pauseBy?: Instant;
}
