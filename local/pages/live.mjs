/** Keeps an open page of the stack up to date: fetches it again and swaps the parts that are marked as live and differ. What a person types lies outside of them. */

const everyMs = 1_500;

function scrollToNewest() {
  const talk = document.querySelector('.talk');
  if (talk !== null) talk.scrollTop = talk.scrollHeight;
}

/** Links keep the keyboard's place: the new one with the same address takes it. */
function swap(before, after) {
  const held = before.contains(document.activeElement) ? document.activeElement : null;
  const address = held?.getAttribute('href');
  before.replaceChildren(...after.childNodes);
  if (address !== null && address !== undefined) {
    before.querySelector(`[href="${CSS.escape(address)}"]`)?.focus({ preventScroll: true });
  }
}

async function refresh() {
  if (document.hidden) return;
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const part of document.querySelectorAll('[data-live]')) {
    const next = fresh.getElementById(part.id);
    if (next === null || next.innerHTML === part.innerHTML) continue;
    swap(part, next);
    scrollToNewest();
  }
}

scrollToNewest();
// While the stack is down or being started again, the page waits for it.
setInterval(() => refresh().catch(() => undefined), everyMs);
