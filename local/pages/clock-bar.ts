/** The clock on each page of the stack, with the buttons that move it. */
import * as z from 'zod';
import { type Content, html } from '../../functions/client-pages/html/escape.ts';
import { sayMoment } from '../../shared/follow-up/say-time.ts';
import type { Store } from '../../shared/ports.ts';
import { dayMs, formatInstant, hourMs, type Instant } from '../../shared/time/instant.ts';
import type { Clock, ClockSource } from '../clock.ts';
import { demoZone } from '../demo-clinic.ts';
import type { LocalRequest, LocalResponse } from '../http-server.ts';
import type { SnsEndpoint } from '../sns/endpoint.ts';
import { respondPage, seeOther } from './document.ts';
import { moveToNextText } from './next-text.ts';

const steps = [
  { step: 'text', text: 'To the next text' },
  { step: 'hour', text: '+1 hour' },
  { step: 'day', text: '+1 day' },
] as const;

const move = z.object({
  step: z.enum(['text', 'hour', 'day']),
  /** The page to go back to: of this stack, whatever is posted. */
  back: z.string().regex(/^\/local(\/[\w/-]*)?$/),
});

export function renderClock(now: Instant, back: string): Content {
  const buttons = steps.map(
    ({ step, text }) =>
      html`<button name="step" value="${step}"${step !== 'text' && html` class="quiet"`}>${text}</button>`,
  );
  return html`<form method="post" action="/local/clock-step" class="card clock">
<p id="clock" data-live>At the clinic it is <strong><time datetime="${formatInstant(now)}">${sayMoment(now, demoZone, 'en')}</time></strong></p>
<input type="hidden" name="back" value="${back}">
<div class="row">${buttons}</div>
</form>`;
}

export interface SteppedClock {
  clock: Clock;
  sources: readonly ClockSource[];
  sns: SnsEndpoint;
  store: Pick<Store, 'get' | 'visitsFrom'>;
}

/** Answers once everything that fell due on the way was done. */
export async function stepClock(
  request: LocalRequest,
  { clock, sources, sns, store }: SteppedClock,
): Promise<LocalResponse> {
  const read = move.safeParse(Object.fromEntries(new URLSearchParams(Buffer.from(request.body).toString())));
  if (!read.success) return seeOther('/local');
  const { step, back } = read.data;
  if (step !== 'text') {
    const ahead = step === 'hour' ? hourMs : dayMs;
    await clock.moveTo(clock.now() + ahead, sources);
    return seeOther(back);
  }
  if (await moveToNextText({ clock, store }, sources, () => sns.texts().length)) return seeOther(back);
  const content = html`<p>Nothing that is planned leads to a text.</p><p><a href="${back}">Back</a></p>`;
  return respondPage({ title: 'No text is due', here: 'stack', content });
}
