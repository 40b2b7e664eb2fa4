/** The e-mails that staff get, clinic by clinic, as SNS would have delivered them. */
import { type Content, html } from '../../functions/client-pages/html/escape.ts';
import { sayMoment } from '../../shared/follow-up/say-time.ts';
import { formatInstant, type Instant } from '../../shared/time/instant.ts';
import { names } from '../aws-names.ts';
import { demoZone } from '../demo-clinic.ts';
import type { LocalResponse } from '../http-server.ts';
import type { Notice } from '../sns/phone-book.ts';
import { renderClock } from './clock-bar.ts';
import { respondPage } from './document.ts';
import { withLinks } from './phones.ts';

/** A demonstration sends some dozens. */
const shownMax = 100;

export function showInbox(notices: readonly Notice[], now: Instant): LocalResponse {
  const clinics = Map.groupBy(notices, clinicOf);
  const content = html`${renderClock(now, '/local/inbox')}
<div id="mails" data-live>${[...clinics].sort().map(([clinic, sent]) => renderClinic(clinic, sent))}
${clinics.size === 0 && html`<p class="soft">No e-mail has been sent yet. What cannot wait is sent at once; every morning at seven comes a summary.</p>`}
</div>`;
  return respondPage({ title: 'Inbox', here: 'inbox', content });
}

function clinicOf({ topicArn }: Notice): string {
  return topicArn.split(`:${names.clinicTopicPrefix}`).at(-1) ?? '';
}

function renderClinic(clinic: string, sent: readonly Notice[]): Content {
  const latest = sent.slice(-shownMax).reverse();
  return html`<section aria-labelledby="of-${clinic}"><h2 id="of-${clinic}">To the staff of ${clinic}</h2>${latest.map(renderMail)}</section>`;
}

function renderMail({ subject, message, at, kind }: Notice): Content {
  return html`<article class="card mail">
<h3>${subject ?? 'Without a subject'}</h3>
<p class="when"><time datetime="${formatInstant(at)}">${sayMoment(at, demoZone, 'en')}</time>${kind !== undefined && html` <span class="tag">${kind}</span>`}</p>
<pre>${withLinks(message)}</pre>
</article>`;
}
