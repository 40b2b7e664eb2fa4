/** The result and closed pages, and what holds for every page. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { renderPage } from '../../functions/client-pages/html/render-page.ts';
import { stylesheetHash } from '../../functions/client-pages/html/style.ts';
import { en } from '../../functions/client-pages/html/words-en.ts';
import { es } from '../../functions/client-pages/html/words-es.ts';
import type { AskedQuestion, PageView, ScreeningResult } from '../../shared/api/page-view.ts';
import { countStrangeTags, tagsOf, textOf } from './markup.ts';
import { careView, frame, instant, links, questions, screeningView } from './views.ts';

function resultPage(outcome: ScreeningResult, changes: Partial<Extract<PageView, { page: 'result' }>> = {}) {
  return renderPage({ ...frame, page: 'result', outcome, ...changes }, links);
}

describe('the result page', () => {
  test.each<[ScreeningResult, string]>([
    [
      { result: 'all-set' },
      'You are all set Thank you for your answers. We look forward to seeing you on Sun Nov 22, 2:00 PM',
    ],
    [
      { result: 'pause', pauseFrom: instant('2026-11-21T19:00:00Z') },
      'From Sat Nov 21, 2:00 PM until your visit, please pause Retin-A',
    ],
    [{ result: 'clinic-will-call' }, 'The clinic will call you'],
    [{ result: 'not-on-this-date' }, 'Please do not come as planned'],
    [{ result: 'questions-open' }, 'Some questions are still open'],
  ])('says %j in kind words', (outcome, words) => {
    expect(textOf(resultPage(outcome))).toContain(words);
  });

  test('says never to stop a prescribed medicine alone', () => {
    const page = resultPage({ result: 'pause', pauseFrom: frame.startAt });

    expect(textOf(page)).toContain('If a doctor prescribed it, ask them or us first.');
  });

  test('gives the earliest day as a day where it starts at midnight, else the time too', () => {
    const midnight = instant('2026-11-29T05:00:00Z');

    expect(textOf(resultPage({ result: 'not-on-this-date', eligibleFrom: midnight }))).toContain(
      'The earliest it can be is Sun Nov 29 .',
    );
    expect(textOf(resultPage({ result: 'not-on-this-date', eligibleFrom: midnight + 3_600_000 }))).toContain(
      'The earliest it can be is Sun Nov 29, 1:00 AM .',
    );
  });

  test('without an earliest day gives the phone alone', () => {
    const page = resultPage({ result: 'not-on-this-date' });

    expect(textOf(page)).not.toContain('earliest');
    expect(tagsOf(page, 'a').map(({ attributes }) => attributes.href)).toContain('tel:+12125550100');
  });

  test('that is no all set says whom to call, and shows no plan to add', () => {
    const page = resultPage({ result: 'not-on-this-date' });

    expect(textOf(page)).toContain('or change it where you booked');
    expect(textOf(page)).not.toContain('Add to calendar');
  });

  test('leads back to the questions while some are open', () => {
    const page = resultPage({ result: 'questions-open' });

    expect(tagsOf(page, 'a').map(({ attributes }) => attributes.href)).toContain('/s/Ab3dEf6hIj');
  });

  test('leads to the care page where there is one, in the same language', () => {
    const page = resultPage({ result: 'all-set' }, { careToken: 'Zz9yXw8vUt', language: 'es' });

    expect(tagsOf(page, 'a').map(({ attributes }) => attributes.href)).toEqual(
      expect.arrayContaining(['/c/Zz9yXw8vUt?lang=es', '/c/Zz9yXw8vUt/visit.ics?lang=es']),
    );
    expect(textOf(page)).toContain('Todo está listo');
  });
});

describe('a closed page', () => {
  test.each([
    ['unknown', 'This link does not work'],
    ['expired', 'This link is no longer valid'],
    ['renewed', 'This link is no longer used'],
    ['cancelled', 'This visit is cancelled'],
    ['visit-past', 'This visit has begun or is over'],
  ] as const)('says what is the matter: %s', (why, title) => {
    const page = renderPage({ page: 'closed', why, language: 'en' }, links);

    expect(textOf(page)).toContain(title);
    expect(tagsOf(page, 'form')).toEqual([]);
  });

  test('gives the clinic’s phone where the link was a real one', () => {
    const { brand, clinicPhone } = frame;
    const page = renderPage({ page: 'closed', why: 'expired', language: 'es', brand, clinicPhone }, links);

    expect(textOf(page)).toContain('Llame a Willow Skin Studio: +1 212 555 0100');
  });
});

describe('what was sent to a form that is closed', () => {
  const { pregnant, botox, lastUse } = questions;
  const typed: AskedQuestion[] = [
    { question: pregnant, value: { is: 'unsure' } },
    { question: botox, value: { is: 'date', date: '2026-10-01' } },
    { question: lastUse, value: { is: 'unreadable', raw: '<b>now</b>' } },
  ];
  const view: PageView = {
    page: 'closed',
    why: 'cancelled',
    language: 'en',
    brand: frame.brand,
    clinicPhone: frame.clinicPhone,
    zone: frame.zone,
    typed,
  };

  test('is shown as it was chosen, in the language of the page', () => {
    const text = textOf(renderPage(view, links));

    expect(text).toContain('What you entered');
    expect(text).toContain('Are you pregnant or nursing? Not sure');
    expect(text).toContain('When did you last have Botox? Oct 1, 2026');
    expect(textOf(renderPage({ ...view, language: 'es' }, links))).toContain('1 oct 2026');
  });

  test('is inert', () => {
    const page = renderPage(view, links);

    expect(textOf(page)).toContain('<b>now</b>');
    expect(tagsOf(page, 'b')).toEqual([]);
  });
});

describe('every page', () => {
  const views: [string, PageView][] = [
    ['screening', screeningView()],
    ['result', { ...frame, page: 'result', outcome: { result: 'all-set' } }],
    ['care', careView],
    ['closed', { page: 'closed', why: 'unknown', language: 'en' }],
  ];

  test.each(views)('(%s) carries exactly the stylesheet that its policy allows', (_page, view) => {
    const page = renderPage(view, links);
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];

    expect(createHash('sha256').update(style).digest('base64')).toBe(stylesheetHash);
    expect(page).not.toMatch(/\sstyle="/);
  });

  test.each(views)('(%s) is below 50 KB and leads to itself in the other language', (_page, view) => {
    const page = renderPage(view, links);
    const [change] = tagsOf(page, 'a').filter(({ attributes }) => attributes.hreflang === 'es');

    expect(Buffer.byteLength(page)).toBeLessThan(50 * 1024);
    expect(change?.attributes).toMatchObject({ href: '/s/Ab3dEf6hIj?lang=es', lang: 'es' });
  });

  test.each(views)('(%s) shows hostile names and places as text', (_page, view) => {
    const hostile = '"><img src=x onerror=alert(1)><script>alert(1)</script>';
    const named = { brand: hostile, clinicPhone: `javascript:${hostile}` };
    const page = renderPage(
      view.page === 'closed' ? { ...view, ...named } : { ...view, ...named, place: hostile },
      links,
    );

    expect(textOf(page)).toContain('<script>alert(1)</script>');
    expect(countStrangeTags(page)).toBe(0);
    expect(tagsOf(page, 'img')).toEqual([]);
    expect(tagsOf(page, 'a').filter(({ attributes }) => attributes.href?.startsWith('javascript'))).toEqual(
      [],
    );
  });

  test('has every text in both languages with the same places', () => {
    const places = (text: string) => (text.match(/\{[a-z]+\}/g) ?? []).sort();
    const words: Record<string, string> = en;
    for (const [key, text] of Object.entries(es)) {
      expect(text.length, key).toBeGreaterThan(1);
      expect(places(text), key).toEqual(places(words[key] ?? ''));
    }
  });
});
