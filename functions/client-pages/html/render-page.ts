/** The whole page for what the workflow says should be shown: pure, so that a test needs no server. */
import type { PageView } from '../../../shared/api/page-view.ts';
import { renderCare } from './care.ts';
import { renderClosed } from './closed.ts';
import { type DocumentParts, renderDocument } from './document.ts';
import type { PageLinks } from './page-links.ts';
import { pageWords } from './page-words.ts';
import { markOfResult, renderResult, titleOfResult } from './result.ts';
import { renderScreeningForm } from './screening-form.ts';

export function renderPage(view: PageView, links: PageLinks): string {
  const { otherLanguage } = links;
  if (view.page === 'closed') return renderClosed(view, otherLanguage);
  const { language, brand, clinicPhone } = view;
  return renderDocument({ ...bodyOf(view, links), language, brand, clinicPhone, otherLanguage });
}

function bodyOf(
  view: Exclude<PageView, { page: 'closed' }>,
  links: PageLinks,
): Pick<DocumentParts, 'title' | 'titlePrefix' | 'content' | 'mark' | 'script'> {
  const words = pageWords[view.language];
  switch (view.page) {
    case 'screening':
      return {
        title: view.standing === undefined ? words.screeningTitle : titleOfResult(view.standing, words),
        mark: view.standing && markOfResult(view.standing.outcome),
        ...(view.unanswered.length === 0 ? {} : { titlePrefix: words.wrongPrefix }),
        script: links.script,
        content: renderScreeningForm(view, links),
      };
    case 'result':
      return {
        title: titleOfResult(view, words),
        mark: markOfResult(view.outcome),
        content: renderResult(view, links.self),
      };
    case 'care':
      return { title: words.careTitle, content: renderCare(view, links) };
  }
}
