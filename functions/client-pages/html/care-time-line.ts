/** One side of the visit along a line of time: each section with its time on the clinic's clock, what holds now marked by more than a colour. */
import type { CareSection } from '../../../shared/follow-up/care-section.ts';
import type { Offset } from '../../../shared/follow-up/milestone.ts';
import { sayDay } from '../../../shared/follow-up/say-time.ts';
import type { CareMoment, CareView } from './care-moments.ts';
import { type Content, fill, type Html, html } from './escape.ts';
import { pageWords } from './page-words.ts';
import { phoneLink } from './phone-link.ts';
import { renderMoment } from './visit-card.ts';

/** The visit itself ends what comes before it. */
export function renderTimeLine(
  side: CareSection['side'],
  moments: readonly CareMoment[],
  view: CareView,
): Html {
  const items = moments
    .filter(({ section }) => section.side === side)
    .map((moment) => renderSection(moment, view));
  return html`<ol class="line">
${items}${side === 'before' && renderVisit(view)}</ol>
`;
}

function renderVisit(view: CareView): Html {
  return html`<li class="is-visit"><h3>${pageWords[view.language].visit}</h3>
<p class="when">${renderMoment(view.startAt, view)} · ${view.place}</p></li>
`;
}

function renderSection(moment: CareMoment, view: CareView): Html {
  const { section, holds } = moment;
  const { language } = view;
  const words = pageWords[language];
  const lines = section.lines.map((line) => html`<li>${line.text[language]}</li>`);
  const tag = holds === 'now' ? words.now : holds === 'past' ? words.past : undefined;
  return html`<li${holds !== 'ahead' && html` class="is-${holds}"`}><section aria-labelledby="care-${section.id}">
<h3 id="care-${section.id}">${section.title[language]}</h3>
${tag !== undefined && html`<p class="tag">${tag}</p>`}
${renderTimes(moment, view)}
<ul>${lines}</ul>
</section></li>
`;
}

/** The exact times and the phone that the sentences leave to the page. */
function renderTimes(moment: CareMoment, view: CareView): Content {
  const words = pageWords[view.language];
  switch (moment.section.id) {
    case 'botox':
      return note(words.lastBotoxDay, {
        day: html`<time datetime="${view.lastBotoxDay}">${sayDay(view.lastBotoxDay, view.language)}</time>`,
      });
    case 'when-to-call':
      return note(words.callClinic, { brand: view.brand, phone: phoneLink(view.clinicPhone) });
    default:
      return renderSpan(moment, view);
  }
}

/** A begin or end that is the visit itself is said by the heading already. */
function renderSpan({ section, ...times }: CareMoment, view: CareView): Content {
  const words = pageWords[view.language];
  const from = isVisitItself(section.from) ? undefined : times.from;
  const until = isVisitItself(section.until) ? undefined : times.until;
  if (from !== undefined && until !== undefined) {
    return note(words.between, { from: renderMoment(from, view), until: renderMoment(until, view) });
  }
  if (from !== undefined) return note(words.from, { from: renderMoment(from, view) });
  return until !== undefined && note(words.until, { until: renderMoment(until, view) });
}

function note(sentence: string, places: Readonly<Record<string, Content>>): Html {
  return html`<p class="when">${fill(sentence, places)}</p>`;
}

function isVisitItself(offset: Offset | undefined): boolean {
  return offset !== undefined && !offset.days && !offset.hours && !offset.minutes;
}
