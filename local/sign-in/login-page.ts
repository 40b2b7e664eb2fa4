/** The pages of the embedded sign-in, without a line of script: the form, the question before signing out, and what went wrong. */
import { Html, html } from '../../functions/client-pages/html/escape.ts';
import { renderPage } from '../pages/document.ts';
import { demoPassword, demoPeople } from './people.ts';

export interface LoginAsked {
  /** As typed before. */
  username?: string;
  wrong?: boolean;
}

export function renderLogin({ username, wrong = false }: LoginAsked): string {
  const content = html`
${wrong && html`<p class="wrong" role="alert" id="wrong">No such name, or not that password.</p>`}
<form method="post" class="card stacked">
<label for="username">Name</label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus value="${username}"${wrong && html` aria-describedby="wrong"`}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${wrong && html` aria-describedby="wrong"`}>
<button>Sign in</button>
</form>
<section class="card" aria-labelledby="people">
<h2 id="people">Made-up people</h2>
<p>Everybody's password is <kbd>${demoPassword}</kbd>. It opens nothing but this stack.</p>
<table>
<thead><tr><th scope="col">Name</th><th scope="col">Role</th><th scope="col">Clinic</th></tr></thead>
<tbody>${demoPeople.map(({ username: name, role, clinicId }) => html`<tr><th scope="row">${name}</th><td>${role}</td><td>${clinicId}</td></tr>`)}</tbody>
</table>
</section>`;
  return renderPage({ title: 'Sign in', content });
}

/** `form` is the provider's own, without a button, as OpenID Connect has it. */
export function renderSignOut(form: string): string {
  const content = html`<p>The next person at this screen will have to sign in.</p>
${new Html(form)}
<p class="row"><button form="op.logoutForm" name="logout" value="yes">Sign out</button> <a href="/">Stay signed in</a></p>`;
  return renderPage({ title: 'Sign out?', content });
}

export function renderNotice(title: string, why: string): string {
  return renderPage({ title, content: html`<p>${why}</p><p><a href="/">Back to the manager's site</a></p>` });
}
