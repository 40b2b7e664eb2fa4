/** What a client's page shows, as data: the workflow makes it, the HTML renders it. */
import type { Question } from '../policy/policy.ts';
import type { Language, Words } from '../policy/words.ts';
import type { AnswerValue } from '../screening/answer.ts';
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

export type PageView =
  | (PageFrame & {
      page: 'screening';
      /** In order; `value` is what was answered before, where it was. */
      questions: { question: Question; value?: AnswerValue }[];
      /** Question ids that the last post left without a usable answer. */
      unanswered: string[];
    })
  | (PageFrame & { page: 'result'; outcome: ScreeningResult; careToken?: string })
  | (PageFrame & { page: 'care'; now: Instant; pauseFrom: Instant; lastBotoxDay: string })
  /** `unknown` also for a revoked or guessed token; the others only for a real one. */
  | {
      page: 'closed';
      why: 'unknown' | 'expired' | 'cancelled' | 'visit-past';
      language: Language;
      brand?: string;
      clinicPhone?: string;
    };
