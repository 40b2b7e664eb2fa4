/** Whether the clients' pages answer: asked for a link that cannot be one of ours, which the function refuses without a look at the table. */
import type { Fact, PagesSeen } from '../facts.ts';
import { ask } from './ask.ts';

/** A first call starts the function: a second or two. */
const answerMsMax = 10_000;
const madeUpLink = '/c/doctor';

export function askPages(pagesUrl: string): Promise<Fact<PagesSeen>> {
  return ask(async () => {
    const answer = await fetch(new URL(madeUpLink, pagesUrl), {
      redirect: 'manual',
      signal: AbortSignal.timeout(answerMsMax),
    });
    await answer.body?.cancel();
    return {
      status: answer.status,
      html: answer.headers.get('content-type')?.startsWith('text/html') ?? false,
    };
  });
}
