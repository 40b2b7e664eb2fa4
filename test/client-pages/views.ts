/** Made-up visits and views for the pages' tests. */
import type { PageLinks } from '../../functions/client-pages/html/page-links.ts';
import type { PageFrame, PageView } from '../../shared/api/page-view.ts';
import type { Question } from '../../shared/policy/policy.ts';
import type { AnswerValue } from '../../shared/screening/answer.ts';
import { parseInstant } from '../../shared/time/instant.ts';

export function instant(text: string): number {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new Error(`${text} is no instant`);
  return parsed;
}

/** Sunday 2026-11-22, 14:00 in New York. */
export const frame: PageFrame = {
  language: 'en',
  brand: 'Willow Skin Studio',
  clinicPhone: '+1 212 555 0100',
  place: '12 Example Street',
  zone: 'America/New_York',
  treatment: { en: 'Microneedling', es: 'Microneedling' },
  startAt: instant('2026-11-22T19:00:00Z'),
  endAt: instant('2026-11-22T20:00:00Z'),
};

export const questions: Record<'pregnant' | 'botox' | 'retinoids' | 'lastUse', Question> = {
  pregnant: {
    id: 'pregnant',
    type: 'yes-no',
    text: { en: 'Are you pregnant or nursing?', es: '¿Está embarazada o amamantando?' },
    help: { en: 'We ask everyone.', es: 'Se lo preguntamos a todo el mundo.' },
  },
  botox: {
    id: 'last-botox',
    type: 'date',
    text: { en: 'When did you last have Botox?', es: '¿Cuándo se puso Botox por última vez?' },
  },
  retinoids: {
    id: 'retinoids',
    type: 'yes-no',
    text: { en: 'Do you use Retin-A?', es: '¿Usa Retin-A?' },
  },
  lastUse: {
    id: 'retinoids-last-use',
    type: 'last-use',
    text: { en: 'When did you last use it?', es: '¿Cuándo lo usó por última vez?' },
    askIf: 'retinoids',
  },
};

export type ScreeningView = Extract<PageView, { page: 'screening' }>;

/** All four questions, with the follow-up at the wrong place; `values` by question id. */
export function screeningView(
  values: Record<string, AnswerValue> = {},
  changes: Partial<ScreeningView> = {},
): ScreeningView {
  const { pregnant, botox, retinoids, lastUse } = questions;
  return {
    ...frame,
    page: 'screening',
    questions: [lastUse, pregnant, botox, retinoids].map((question) => {
      const value = values[question.id];
      return value === undefined ? { question } : { question, value };
    }),
    unanswered: [],
    filled: 'new',
    openedAt: instant('2026-11-15T12:00:00Z'),
    ...changes,
  };
}

export const careView: Extract<PageView, { page: 'care' }> = {
  ...frame,
  page: 'care',
  now: instant('2026-11-21T20:00:00Z'),
  pauseFrom: instant('2026-11-20T19:00:00Z'),
  lastBotoxDay: '2026-11-08',
  standing: 'on',
  visit: { id: '0123456789abcdef01234567', revision: 3 },
};

export const links: PageLinks = {
  otherLanguage: '/s/Ab3dEf6hIj?lang=es',
  self: '/s/Ab3dEf6hIj',
  draft: '/s/Ab3dEf6hIj/draft',
  calendar: '/s/Ab3dEf6hIj/visit.ics',
};
