/** Where a person begins: what this stack serves, who can sign in, and the clock. */
import { html } from '../../functions/client-pages/html/escape.ts';
import type { Instant } from '../../shared/time/instant.ts';
import type { LocalResponse } from '../http-server.ts';
import { demoPassword, demoPeople } from '../sign-in/people.ts';
import { renderClock } from './clock-bar.ts';
import { respondPage } from './document.ts';

/** Answered as JSON, for the commands and the curious. */
const readable = [
  ['/local/bookings', 'every booking with its decision'],
  ['/local/texts', 'every text that arrived'],
  ['/local/notices', 'every e-mail to staff'],
  ['/local/schedules', 'what waits to fire'],
  ['/local/dead-letters', 'what nothing could be done with'],
  ['/local/clinic', "the clinic's settings"],
  ['/v1/manager/openapi.json', "the description of the manager's API"],
] as const;

export function showStart(now: Instant): LocalResponse {
  const content = html`<p>The whole system runs here: no cloud, and nobody in it is real.</p>
${renderClock(now, '/local')}
<section class="card"><h2>To look at</h2>
<ul>
<li><a href="/">The manager's site</a>: what needs a person, and what to do about it</li>
<li><a href="/local/phones">Phones</a>: what clients are texted, and what they reply</li>
<li><a href="/local/inbox">Inbox</a>: what staff are e-mailed</li>
</ul>
<p>Nothing there yet? <kbd>npm run demo</kbd> in another terminal books some visits.</p></section>
<section class="card"><h2>Who can sign in</h2>
<p>Everybody's made-up password is <kbd>${demoPassword}</kbd>.</p>
<table><thead><tr><th scope="col">Name</th><th scope="col">Role</th><th scope="col">Clinic</th></tr></thead>
<tbody>${demoPeople.map(({ username, role, clinicId }) => html`<tr><th scope="row">${username}</th><td>${role}</td><td>${clinicId}</td></tr>`)}</tbody></table></section>
<section class="card"><h2>As JSON</h2>
<ul>${readable.map(([path, what]) => html`<li><a href="${path}">${path}</a>: ${what}</li>`)}</ul></section>`;
  return respondPage({ title: 'This stack', here: 'stack', content });
}
