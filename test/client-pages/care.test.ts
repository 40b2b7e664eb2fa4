/** The care page: the plan along its line of time, what matters now, and what a client may want to do. */
import { describe, expect, test } from 'vitest';
import type { CareView } from '../../functions/client-pages/html/care-moments.ts';
import { renderPage } from '../../functions/client-pages/html/render-page.ts';
import { careSections } from '../../shared/follow-up/care-page.ts';
import { tagsOf, textOf } from './markup.ts';
import { careView, instant, links } from './views.ts';

/** Ids of the sections that stand on the line with this mark. */
function markedIn(page: string, mark: string): string[] {
  const pattern = new RegExp(`<li class="${mark}"><section aria-labelledby="care-([a-z0-9-]+)">`, 'g');
  return [...page.matchAll(pattern)].map(([, id = '']) => id);
}

function leadsOf(page: string): string[] {
  return tagsOf(page, 'a')
    .map(({ attributes }) => attributes.href ?? '')
    .filter((href) => href.startsWith('#care-'));
}

describe('the care page', () => {
  const page = renderPage(careView, links);

  test.each(['en', 'es'] as const)('carries every sentence of the care plan (%s)', (language) => {
    const text = textOf(renderPage({ ...careView, language }, links));

    for (const section of careSections) {
      expect(text).toContain(section.title[language]);
      for (const line of section.lines) expect(text).toContain(line.text[language]);
    }
  });

  test('shows what comes before the visit before what comes after', () => {
    const text = textOf(page);

    expect(text.indexOf('Before your visit')).toBeLessThan(text.indexOf('After your visit'));
    expect(text.indexOf('tanning beds')).toBeLessThan(text.indexOf('After your visit'));
    expect(text.indexOf('clean pillowcase')).toBeGreaterThan(text.indexOf('After your visit'));
  });

  test('gives the exact times on the clinic’s clock: the clinic’s pause, the last day for Botox, the end of each care', () => {
    const text = textOf(page);

    expect(text).toContain('From Fri Nov 20, 2:00 PM');
    expect(text).toContain('Last day for Botox before this visit: Sun Nov 8');
    expect(text).toContain('Until Mon Nov 23, 3:00 PM');
    expect(text).toContain('Until Tue Nov 24, 3:00 PM');
    expect(text).toContain('Until Wed Nov 25, 3:00 PM');
    expect(text).toContain('Until Sun Dec 6, 3:00 PM');
  });

  test.each([
    ['a month before', '2026-10-22T12:00:00Z', []],
    ['a week before', '2026-11-15T12:00:00Z', ['botox']],
    ['five days before', '2026-11-17T12:00:00Z', ['botox']],
    ['three days before', '2026-11-19T19:00:00Z', ['botox', 'sun-before']],
    ['from the very minute on', '2026-11-20T19:00:00Z', ['botox', 'sun-before', 'actives-before']],
    ['until the very minute', '2026-11-22T19:00:00Z', []],
    ['a day before', '2026-11-21T20:00:00Z', ['botox', 'sun-before', 'actives-before', 'visit-day']],
    [
      'an hour after',
      '2026-11-22T21:00:00Z',
      ['what-is-normal', 'first-24-hours', 'first-48-hours', 'first-72-hours', 'two-weeks'],
    ],
    ['four days after', '2026-11-26T21:00:00Z', ['two-weeks']],
    ['a month after', '2026-12-26T21:00:00Z', []],
  ])('marks what holds now: %s', (_when, now, ids) => {
    expect(markedIn(renderPage({ ...careView, now: instant(now) }, links), 'is-now')).toEqual(ids);
  });

  test('says of what is over that it is, in words too', () => {
    const after = renderPage({ ...careView, now: instant('2026-11-24T12:00:00Z') }, links);

    expect(markedIn(after, 'is-past')).toEqual([
      ...careSections.filter(({ side }) => side === 'before').map(({ id }) => id),
      'first-24-hours',
    ]);
    expect(textOf(after)).toContain('The first 24 hours Over');
  });

  test('says on top in a sentence each what matters now, leading to its place', () => {
    expect(leadsOf(page)).toEqual(
      ['botox', 'sun-before', 'actives-before', 'visit-day'].map((id) => `#care-${id}`),
    );
    for (const address of leadsOf(page)) expect(page).toContain(`id="${address.slice(1)}"`);
    expect(textOf(page)).toContain(
      'What matters now Leave at least two weeks between Botox and your visit. Skip long hours in the sun',
    );
  });

  test('names what comes next before the visit, beside what holds now, and gives no time where the guidance has none', () => {
    const six = textOf(renderPage({ ...careView, now: instant('2026-11-16T19:00:00Z') }, links));

    expect(six).toContain('Next The days before: sun Add to calendar');
    expect(six).not.toContain('From Thu Nov 19');
    expect(textOf(page)).not.toContain('Next ');
  });

  test('names what comes next where nothing holds now, and nothing once all is over', () => {
    const early = renderPage({ ...careView, now: instant('2026-10-22T12:00:00Z') }, links);
    const late = renderPage({ ...careView, now: instant('2026-12-26T21:00:00Z') }, links);

    expect(textOf(early)).toContain('Next The two weeks before: Botox From Sun Nov 8, 2:00 PM');
    expect(leadsOf(late)).toEqual([]);
  });

  test('folds away what came before the visit once it is over', () => {
    const folded = (at: string) =>
      textOf(renderPage({ ...careView, now: instant(at) }, links)).includes('Before your visit') &&
      tagsOf(renderPage({ ...careView, now: instant(at) }, links), 'details').length > 0;

    expect([folded('2026-11-22T19:59:00Z'), folded('2026-11-22T20:00:00Z')]).toEqual([false, true]);
  });

  test('offers the calendar and another time until the visit begins', () => {
    const begun = renderPage({ ...careView, now: careView.startAt }, links);

    expect(tagsOf(page, 'a').map(({ attributes }) => attributes.href)).toContain(links.calendar);
    expect(textOf(page)).toContain('Another time? To move or cancel your visit, call +1 212 555 0100');
    expect(tagsOf(begun, 'a').map(({ attributes }) => attributes.href)).not.toContain(links.calendar);
    expect(textOf(begun)).not.toContain('Another time?');
  });

  test('says whom to call when something gets worse', () => {
    expect(textOf(page)).toContain('Call Willow Skin Studio: +1 212 555 0100');
  });

  test('has one heading of the first rank and none that skips a rank', () => {
    expect(tagsOf(page, 'h1')).toHaveLength(1);
    expect(tagsOf(page, 'h2').length).toBeGreaterThanOrEqual(2);
    // The visit itself stands on the line as well.
    expect(tagsOf(page, 'h3')).toHaveLength(careSections.length + 1);
  });
});

describe('a visit that does not stand', () => {
  test('as planned is said to be off, without why, and is in no calendar', () => {
    const page = renderPage({ ...careView, standing: 'off' }, links);

    expect(textOf(page)).toContain('This visit cannot take place as planned. Please do not come then.');
    expect(tagsOf(page, 'a').map(({ attributes }) => attributes.href)).not.toContain(links.calendar);
    expect(leadsOf(page)).toEqual([]);
  });

  test('firmly yet is said to wait for the clinic', () => {
    const page = renderPage({ ...careView, standing: 'waiting', language: 'es' }, links);

    expect(textOf(page)).toContain('La clínica todavía tiene que confirmar esta cita.');
  });
});

describe('the texts to the client', () => {
  function show(texts: CareView['texts'], done?: 'texts'): string {
    const view = texts === undefined ? careView : { ...careView, texts };
    return renderPage(view, done === undefined ? links : { ...links, done });
  }

  function asksOf(page: string): (string | undefined)[] {
    return tagsOf(page, 'button').map(({ attributes }) => `${attributes.name}=${attributes.value}`);
  }

  test('can be stopped by a button behind the words that say what that means', () => {
    const page = show({ texts: 'on' });

    expect(asksOf(page)).toEqual(['texts=stop']);
    expect(tagsOf(page, 'form').map(({ attributes }) => attributes)).toEqual([
      { method: 'post', action: links.self },
    ]);
    expect(page.indexOf('not even when your visit changes')).toBeLessThan(page.indexOf('value="stop"'));
  });

  test('come back by a button only where a button stopped them', () => {
    const number = '+12125550190';

    expect(asksOf(show({ texts: 'off', by: 'page', number }))).toEqual(['texts=start']);
    for (const by of ['text', 'carrier'] as const) {
      const page = show({ texts: 'off', by, number });
      expect(asksOf(page)).toEqual([]);
      expect(textOf(page)).toContain('text START to +12125550190');
    }
    const staff = show({ texts: 'off', by: 'staff', number });
    expect(asksOf(staff)).toEqual([]);
    expect(textOf(staff)).toContain('The clinic stopped them. To get them again, call +1 212 555 0100');
  });

  test('are not spoken of where there is no number', () => {
    expect(textOf(show(undefined, 'texts'))).not.toMatch(/Text messages|texts go/);
  });

  test('are said to be off or on right after the button', () => {
    expect(textOf(show({ texts: 'on' }, 'texts'))).toContain('Done. You get texts again.');
    expect(textOf(show({ texts: 'off', by: 'page', number: '+12125550190' }, 'texts'))).toContain(
      'Done. No more texts go to your phone.',
    );
  });
});
