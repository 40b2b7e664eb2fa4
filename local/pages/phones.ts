/** The made-up phones as their owners see them: the numbers, one conversation, and a box to write back. */
import { type Content, html } from '../../functions/client-pages/html/escape.ts';
import { sayDay, sayTime } from '../../shared/follow-up/say-time.ts';
import type { Store } from '../../shared/ports.ts';
import { formatInstant, type Instant } from '../../shared/time/instant.ts';
import { localDateOf } from '../../shared/time/zone.ts';
import { demoZone } from '../demo-clinic.ts';
import type { LocalRequest, LocalResponse } from '../http-server.ts';
import type { SnsEndpoint } from '../sns/endpoint.ts';
import { renderClock } from './clock-bar.ts';
import { type Conversation, findNames, type Line, listConversations } from './conversations.ts';
import { respondPage, seeOther } from './document.ts';

/** What a reply may hold: ten parts, the most a carrier joins. */
const replyCharsMax = 1_530;

export interface PhonesShown {
  sns: SnsEndpoint;
  store: Pick<Store, 'get'>;
  now: () => Instant;
}

type Names = ReadonlyMap<string, string>;

/** All numbers, and the conversation of one where the path names it. */
export async function showPhones(
  { parameters }: LocalRequest,
  { sns, store, now }: PhonesShown,
): Promise<LocalResponse> {
  const conversations = listConversations(sns);
  const open = conversations.find(({ index }) => String(index) === parameters.phone);
  if (parameters.phone !== undefined && open === undefined) return seeOther('/local/phones');
  const names = await findNames(store, conversations);
  const content = html`${renderClock(now(), addressOf(open))}
<div class="phones${open !== undefined && ' open'}">
<section class="card numbers" aria-label="Numbers" id="numbers" data-live>${renderNumbers(conversations, names, open)}</section>
${open === undefined ? nothingOpen(conversations) : renderPhone(open, names)}
</div>`;
  return respondPage({
    title: open === undefined ? 'Phones' : titleOf(open, names),
    here: 'phones',
    content,
  });
}

/** As the carrier hands it over: AWS's own words first, then the function. */
export async function takeReply(
  { parameters, body }: LocalRequest,
  { sns }: Pick<PhonesShown, 'sns'>,
): Promise<LocalResponse> {
  const to = listConversations(sns).find(({ index }) => String(index) === parameters.phone);
  const typed = new URLSearchParams(Buffer.from(body).toString()).get('text') ?? '';
  const text = typed.trim().slice(0, replyCharsMax);
  if (to !== undefined && text !== '') await sns.receive({ from: to.phone, body: text });
  return seeOther(addressOf(to));
}

function addressOf(conversation: Conversation | undefined): string {
  return conversation === undefined ? '/local/phones' : `/local/phones/${conversation.index}`;
}

function titleOf({ phone }: Conversation, names: Names): string {
  return names.get(phone) ?? phone;
}

function nothingOpen(conversations: readonly Conversation[]): Content {
  const hint =
    conversations.length === 0 ? 'No text has arrived yet.' : 'Choose a number to see its conversation.';
  return html`<p class="soft">${hint} Every person and number here is made up.</p>`;
}

/** The one that was written to last is on top, as on a phone. */
function renderNumbers(
  conversations: readonly Conversation[],
  names: Names,
  open: Conversation | undefined,
): Content {
  const latest = [...conversations].sort((one, other) => lastOf(other).at - lastOf(one).at);
  const entries = latest.map(
    (one) => html`<li><a href="${addressOf(one)}"${one.index === open?.index && html` aria-current="true"`}>
<strong>${titleOf(one, names)}</strong> <span class="soft">${one.phone}</span><span class="last">${lastOf(one).body}</span></a></li>`,
  );
  return html`<h2>Numbers</h2><ul class="plain">${entries}</ul>`;
}

const noLine: Line = { way: 'to-phone', body: '', at: 0 };

function lastOf({ lines }: Conversation): Line {
  return lines.at(-1) ?? noLine;
}

function renderPhone(conversation: Conversation, names: Names): Content {
  const { phone, lines } = conversation;
  return html`<section class="phone" aria-labelledby="whose">
<h2 id="whose">${titleOf(conversation, names)}<span>${phone}</span></h2>
<div class="talk" id="talk" role="log" tabindex="0" aria-label="Conversation" data-live>${lines.map((line, index) => renderLine(line, lines[index - 1]))}</div>
<form method="post" action="${addressOf(conversation)}" class="reply">
<input name="text" aria-label="Reply" placeholder="Text message" maxlength="${replyCharsMax}" autocomplete="off" required>
<button>Send</button>
</form>
</section>`;
}

/** A time stands above a line where it is another than before. */
function renderLine({ way, body, at, milestone }: Line, before: Line | undefined): Content {
  const isLater = before === undefined || at - before.at >= 60_000;
  const isOtherDay = before === undefined || dayOf(before.at) !== dayOf(at);
  const day = isOtherDay ? `${sayDay(dayOf(at), 'en')}, ` : '';
  return html`${isLater && html`<p class="when"><time datetime="${formatInstant(at)}">${day}${sayTime(at, demoZone, 'en')}</time></p>`}
<p class="bubble ${classes[way]}"${milestone !== undefined && html` title="${milestone}"`}>${way === 'lost' && html`<strong>Not delivered.</strong> `}${withLinks(body)}</p>`;
}

const classes = { 'to-phone': 'in', 'from-phone': 'out', lost: 'in lost' } as const;

function dayOf(at: Instant) {
  return localDateOf(at, demoZone);
}

/** As phones do: what looks like a web address can be tapped. Everything else stays text. */
export function withLinks(body: string): Content {
  return body
    .split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)])/)
    .map((piece, index) =>
      index % 2 === 0 ? piece : html`<a href="${piece}" target="_blank" rel="noopener">${piece}</a>`,
    );
}
