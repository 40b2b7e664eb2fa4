/** The care page: the whole plan around the visit as sections, each with its time on the clinic's clock, and what holds now marked. */
import type { PageView } from '../../../shared/api/page-view.ts';
import { type CareSection, careSections } from '../../../shared/follow-up/care-page.ts';
import { resolveOffset } from '../../../shared/follow-up/due-time.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import { type Content, fill, type Html, html } from './escape.ts';
import { pageWords } from './page-words.ts';
import { renderMoment, renderVisitCard } from './visit-card.ts';

export type CareView = Extract<PageView, { page: 'care' }>;

export function renderCare(view: CareView): Html {
  const words = pageWords[view.language];
  return html`${renderVisitCard(view)}
<p>${words.careIntro}</p>
<h2>${words.before}</h2>
${renderSide('before', view)}
<h2>${words.after}</h2>
${renderSide('after', view)}`;
}

function renderSide(side: CareSection['side'], view: CareView): Content {
  return careSections
    .filter((section) => section.side === side)
    .map((section) => renderSection(section, view));
}

function renderSection(section: CareSection, view: CareView): Html {
  const { language } = view;
  const from = section.from && resolveOffset(section.from, view);
  const until = section.until && resolveOffset(section.until, view);
  const isNow = holdsNow(from, until, view.now);
  const lines = section.lines.map((line) => html`<li>${line.text[language]}</li>`);
  return html`<section class="${isNow ? 'card is-now' : 'card'}" aria-labelledby="care-${section.id}">
<h3 id="care-${section.id}">${section.title[language]}</h3>
${renderSpan(from, until, view)}${isNow && html`<p class="tag">${pageWords[language].now}</p>`}
<ul>${lines}</ul>
</section>
`;
}

function renderSpan(from: Instant | undefined, until: Instant | undefined, view: CareView): Content {
  const words = pageWords[view.language];
  const places = {
    from: from !== undefined && renderMoment(from, view),
    until: until !== undefined && renderMoment(until, view),
  };
  if (from !== undefined && until !== undefined)
    return html`<p class="when">${fill(words.between, places)}</p>`;
  if (from !== undefined) return html`<p class="when">${fill(words.from, places)}</p>`;
  return until !== undefined && html`<p class="when">${fill(words.until, places)}</p>`;
}

/** A section without any time always holds and is never marked. */
function holdsNow(from: Instant | undefined, until: Instant | undefined, now: Instant): boolean {
  if (from === undefined && until === undefined) return false;
  return (from === undefined || from <= now) && (until === undefined || now < until);
}
