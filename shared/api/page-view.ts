/** What a client's page shows, as data: the workflow makes it, the HTML renders it. */
import type { Question } from '../policy/policy.ts';
import type { Language, Words } from '../policy/words.ts';
import type { AnswerValue } from '../screening/answer.ts';
import type { DateBounds } from '../screening/date-bounds.ts';
import type { Instant } from '../time/instant.ts';

/** What every page of a known booking shows. */
export interface PageFrame {
  language: Language;
  brand: string;
  clinicPhone: string;
  place: string;
  zone: string;
  treatment: Words;
  startAt: Instant;
  endAt: Instant;
}

/** What the screening led to, in kind words and without a rule's name. */
export type ScreeningResult =
  | { result: 'all-set' }
  /** Allowed on condition: pause strong actives from then on. */
  | { result: 'pause'; pauseFrom: Instant }
  | { result: 'clinic-will-call' }
  | { result: 'not-on-this-date'; eligibleFrom?: Instant }
  /** Something still has no usable answer. */
  | { result: 'questions-open' };

/** How the booking stands, for its client. */
export interface Standing {
  outcome: ScreeningResult;
  /** Leads to the care page, where there is one to lead to. */
  careToken?: string;
}

/** One question of the form, and what was typed or answered before. */
export interface AskedQuestion {
  question: Question;
  value?: AnswerValue;
  /** Of a question that takes a date, where it is asked. */
  bounds?: DateBounds;
}

/** Whether texts go to the client's number. Who stopped them says how they come back: `page` here, `text` and `carrier` by a text to the clinic's number, `staff` by a call. */
export type TextsShown =
  | { texts: 'on' }
  | { texts: 'off'; by: 'page' | 'text' | 'carrier' | 'staff'; number: string };

export type PageView =
  | (PageFrame & {
      page: 'screening';
      /** In order. */
      questions: AskedQuestion[];
      /** Question ids that the form, once sent, was left without a usable answer. A day that cannot be is none. */
      unanswered: string[];
      /** Absent before the answers are in, and where nobody has told the client yet. */
      standing?: Standing;
      /** `draft`: some of it was typed and not sent; `sent`: it was sent before. */
      filled: 'new' | 'draft' | 'sent';
      /** When it was shown, by the clock that answers are stamped with: what it types later than a newer form is overtaken. */
      openedAt: Instant;
    })
  | (PageFrame & Standing & { page: 'result' })
  | (PageFrame & {
      page: 'care';
      now: Instant;
      pauseFrom: Instant;
      lastBotoxDay: string;
      /** `waiting`: a person or an answer is missing; `off`: not as planned. Never why. */
      standing: 'on' | 'waiting' | 'off';
      /** Absent where there is no number to text. */
      texts?: TextsShown;
      /** For calendars: the same visit whenever it is asked for, and later when it was changed. Leads nobody back to the booking. */
      visit: { id: string; revision: number };
    })
  /** `unknown` also for a guessed token and one that went to another number; the others only for a real one. `renewed`: staff closed the link, and a newer one takes its place. */
  | {
      page: 'closed';
      why: 'unknown' | 'expired' | 'renewed' | 'cancelled' | 'visit-past';
      language: Language;
      brand?: string;
      clinicPhone?: string;
      zone?: string;
      /** What was sent to a form that is closed: shown, so that it can be told by phone, and kept nowhere. */
      typed?: AskedQuestion[];
    };
