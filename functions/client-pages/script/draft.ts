/** Saves what is typed while it is typed: a while after the last change, at once when the page is left, and again where it did not get through. */

/** Answers of one question come within this, in milliseconds. */
const quietMs = 900;
/** Between two tries that did not get through, in milliseconds. */
const retryMs = 6_000;
/** The longest that leaving for the page in the other language waits, in milliseconds. */
const leaveMsMax = 1_500;

/** Nothing more is saved once the form is `closed`, or `overtaken`: sent from another page. */
export type Saved = 'saved' | 'not-saved' | 'closed' | 'overtaken';

export interface DraftKeeper {
  changed: () => void;
  /** Resolves when it is saved, or could not be for a while. */
  flush: () => Promise<void>;
  /** The form itself is on its way: what it holds is no draft any more. */
  stop: () => void;
  resume: () => void;
}

export function keepDraft(form: HTMLFormElement, tell: (saved: Saved) => void): DraftKeeper {
  const url = form.dataset.draft ?? '';
  let sent = bodyOf(form);
  let timer = 0;
  let underWay: Promise<void> | undefined;
  let isOver = false;
  let isSending = false;

  function schedule(ms: number): void {
    clearTimeout(timer);
    timer = window.setTimeout(() => void save(), ms);
  }

  /** One at a time, so that an older one never comes last. */
  function save(): Promise<void> {
    clearTimeout(timer);
    underWay ??= post().finally(() => {
      underWay = undefined;
    });
    return underWay;
  }

  async function post(): Promise<void> {
    const body = bodyOf(form);
    if (isOver || isSending || body === sent) return;
    const status = await send(url, body);
    isOver = status >= 400 && status < 429;
    if (isOver) return tell(status === 409 ? 'overtaken' : 'closed');
    if (status === 204) sent = body;
    tell(status === 204 ? 'saved' : 'not-saved');
    if (bodyOf(form) !== sent) schedule(status === 204 ? quietMs : retryMs);
  }

  addEventListener('pagehide', () => {
    const body = bodyOf(form);
    if (!isOver && !isSending && body !== sent) void send(url, body);
  });
  return {
    changed: () => schedule(quietMs),
    flush: () => Promise.race([save(), new Promise<void>((done) => setTimeout(done, leaveMsMax))]),
    stop: () => {
      isSending = true;
    },
    resume: () => {
      isSending = false;
    },
  };
}

function bodyOf(form: HTMLFormElement): string {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  return fields.toString();
}

/** The answer's status; 0 where there was none. */
async function send(url: string, body: string): Promise<number> {
  const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
  try {
    const answer = await fetch(url, { method: 'POST', headers, body, keepalive: true, credentials: 'omit' });
    return answer.status;
  } catch {
    return 0;
  }
}
