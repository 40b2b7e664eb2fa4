/** What the page is about: treatment, time in the clinic's zone, and place. */
import type { PageFrame } from '../../../shared/api/page-view.ts';
import { sayDay, sayMoment } from '../../../shared/follow-up/say-time.ts';
import { formatInstant, type Instant } from '../../../shared/time/instant.ts';
import { localTimeOf } from '../../../shared/time/zone.ts';
import { type Html, html } from './escape.ts';
import { pageWords } from './page-words.ts';

export function renderVisitCard(frame: PageFrame): Html {
  const words = pageWords[frame.language];
  return html`<section aria-label="${words.visit}"><dl class="card">
<dt>${words.treatment}</dt><dd>${frame.treatment[frame.language]}</dd>
<dt>${words.when}</dt><dd class="visit-when">${renderMoment(frame.startAt, frame)}</dd>
<dt>${words.where}</dt><dd>${frame.place}</dd>
</dl></section>`;
}

/** A moment on the clinic's clock; only its day where it is a midnight, which stands for a whole day. */
export function renderMoment(at: Instant, { zone, language }: Pick<PageFrame, 'zone' | 'language'>): Html {
  const { date, minuteOfDay } = localTimeOf(at, zone);
  const said = minuteOfDay === 0 ? sayDay(date, language) : sayMoment(at, zone, language);
  return html`<time datetime="${formatInstant(at)}">${said}</time>`;
}
