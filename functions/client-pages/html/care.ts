/** The care page: what matters now on top, then the whole plan around the visit, and what a client may want to do. */
import { type CareMoment, type CareView, momentsOf, nextOf } from './care-moments.ts';
import { renderTimeLine } from './care-time-line.ts';
import { type Content, fill, type Html, html } from './escape.ts';
import { icons } from './icons.ts';
import type { PageLinks } from './page-links.ts';
import { pageWords } from './page-words.ts';
import { callButton, phoneLink } from './phone-link.ts';
import { renderTexts, sayTextsDone } from './texts-switch.ts';
import { renderMoment, renderVisitCard } from './visit-card.ts';

export function renderCare(view: CareView, links: PageLinks): Html {
  const words = pageWords[view.language];
  const moments = momentsOf(view);
  return html`${links.done === 'texts' && sayTextsDone(view)}
${renderStanding(view)}
${renderVisitCard(view)}
${view.standing !== 'off' && [renderNow(moments, view), renderNext(moments, view)]}
${renderActions(view, links)}
${renderSides(moments, view)}
<p class="when">${words.careIntro}</p>
${view.now < view.startAt && renderRebook(view)}
${renderTexts(view, links)}`;
}

/** Never why: that is between the clinic and the client. */
function renderStanding(view: CareView): Content {
  const words = pageWords[view.language];
  if (view.standing === 'on') return undefined;
  const said =
    view.standing === 'off' ? fill(words.off, { phone: phoneLink(view.clinicPhone) }) : words.waiting;
  return html`<div class="note warm">${icons.clock}<p>${said}</p></div>`;
}

/** In a sentence each, which leads to the rest of it. */
function renderNow(moments: readonly CareMoment[], view: CareView): Content {
  const { language } = view;
  const links = moments
    .filter(({ holds }) => holds === 'now')
    .map(
      ({ section }) =>
        html`<li><a href="#care-${section.id}">${section.lines[0]?.text[language] ?? section.title[language]}</a></li>`,
    );
  if (links.length === 0) return undefined;
  return html`<section class="right-now" aria-labelledby="right-now"><h2 id="right-now">${pageWords[language].rightNow}</h2><ul>${links}</ul></section>`;
}

/** What comes after the visit is for when it has begun. */
function renderNext(moments: readonly CareMoment[], view: CareView): Content {
  const words = pageWords[view.language];
  const next = nextOf(moments);
  if (next === undefined || (next.section.side === 'after' && view.now < view.startAt)) return undefined;
  const { section, from } = next;
  return html`<section class="right-now" aria-labelledby="next-up"><h2 id="next-up">${words.nextUp}</h2>
<a href="#care-${section.id}">${section.title[view.language]}</a>
${from !== undefined && html`<p class="when">${fill(words.from, { from: renderMoment(from, view) })}</p>`}</section>`;
}

function renderActions(view: CareView, { calendar }: PageLinks): Html {
  const words = pageWords[view.language];
  const add =
    view.standing !== 'off' &&
    view.now < view.startAt &&
    html`<a class="button" href="${calendar}">${icons.calendar}${words.calendar}</a> `;
  return html`<div class="actions">${add}${callButton(view.clinicPhone, words.callTheClinic)}</div>`;
}

/** Once the visit is over, what came before it is folded away. */
function renderSides(moments: readonly CareMoment[], view: CareView): Html {
  const words = pageWords[view.language];
  const isOver = view.now >= view.endAt;
  const before = renderTimeLine('before', moments, view);
  const after = renderTimeLine('after', moments, view);
  return html`${isOver ? html`<details><summary>${words.before}</summary>${before}</details>` : html`<h2>${words.before}</h2>${before}`}
<h2>${words.after}</h2>
${after}`;
}

function renderRebook(view: CareView): Html {
  const words = pageWords[view.language];
  return html`<h2>${words.rebookTitle}</h2>
<p>${fill(words.rebook, { phone: phoneLink(view.clinicPhone) })}</p>`;
}
