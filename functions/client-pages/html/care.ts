/** The care page: the whole plan around the visit as sections, each with its time on the clinic's clock, and what holds now marked. */
import type { PageView } from '../../../shared/api/page-view.ts';
import { careSections } from '../../../shared/follow-up/care-page.ts';
import type { CareSection } from '../../../shared/follow-up/care-section.ts';
import { resolveOffset } from '../../../shared/follow-up/due-time.ts';
import type { Offset } from '../../../shared/follow-up/milestone.ts';
import { sayDay } from '../../../shared/follow-up/say-time.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import { type Content, fill, type Html, html } from './escape.ts';
import { pageWords } from './page-words.ts';
import { phoneLink } from './phone-link.ts';
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
  const isNow = holdsNow(section, view);
  const lines = section.lines.map((line) => html`<li>${line.text[language]}</li>`);
  return html`<section class="${isNow ? 'card is-now' : 'card'}" aria-labelledby="care-${section.id}">
<h3 id="care-${section.id}">${section.title[language]}</h3>
${isNow && html`<p class="tag">${pageWords[language].now}</p>`}
${renderTimes(section, view)}
<ul>${lines}</ul>
</section>
`;
}

/** The exact times and the phone that the sentences leave to the page. */
function renderTimes(section: CareSection, view: CareView): Content {
  const words = pageWords[view.language];
  switch (section.id) {
    case 'botox':
      return note(words.lastBotoxDay, {
        day: html`<time datetime="${view.lastBotoxDay}">${sayDay(view.lastBotoxDay, view.language)}</time>`,
      });
    case 'when-to-call':
      return note(words.callClinic, { brand: view.brand, phone: phoneLink(view.clinicPhone) });
    default:
      return renderSpan(section, view);
  }
}

/** A begin or end that is the visit itself is said by the heading already. */
function renderSpan(section: CareSection, view: CareView): Content {
  const words = pageWords[view.language];
  const from = isVisitItself(section.from) ? undefined : beginOf(section, view);
  const until = isVisitItself(section.until) ? undefined : endOf(section, view);
  if (from !== undefined && until !== undefined) {
    return note(words.between, { from: renderMoment(from, view), until: renderMoment(until, view) });
  }
  if (from !== undefined) return note(words.from, { from: renderMoment(from, view) });
  return until !== undefined && note(words.until, { until: renderMoment(until, view) });
}

function note(sentence: string, places: Readonly<Record<string, Content>>): Html {
  return html`<p class="when">${fill(sentence, places)}</p>`;
}

/** Only what begins and ends can be going on. */
function holdsNow(section: CareSection, view: CareView): boolean {
  const from = beginOf(section, view);
  const until = endOf(section, view);
  return from !== undefined && until !== undefined && from <= view.now && view.now < until;
}

/** How long actives pause is the clinic's to say; the rest is the guidance's. */
function beginOf(section: CareSection, view: CareView): Instant | undefined {
  if (section.id === 'actives-before') return view.pauseFrom;
  return section.from && resolveOffset(section.from, view);
}

function endOf(section: CareSection, view: CareView): Instant | undefined {
  return section.until && resolveOffset(section.until, view);
}

function isVisitItself(offset: Offset | undefined): boolean {
  return offset !== undefined && !offset.days && !offset.hours && !offset.minutes;
}
