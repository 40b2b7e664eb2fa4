/** The whole page for what the workflow says should be shown: pure, so that a test needs no server. */
import type { PageView } from '../../../shared/api/page-view.ts';
import { renderCare } from './care.ts';
import { renderClosed } from './closed.ts';
import { type DocumentParts, renderDocument } from './document.ts';
import { pageWords } from './page-words.ts';
import { renderResult, titleOfResult } from './result.ts';
import { renderScreeningForm } from './screening-form.ts';

export interface PageLinks {
  /** This page in the other language. */
  languageSwitchUrl: string;
  /** Where the screening form is shown and sent to. */
  formAction: string;
}

export function renderPage(view: PageView, { languageSwitchUrl, formAction }: PageLinks): string {
  if (view.page === 'closed') return renderClosed(view, languageSwitchUrl);
  const { language, brand, clinicPhone } = view;
  return renderDocument({ ...bodyOf(view, formAction), language, brand, clinicPhone, languageSwitchUrl });
}

function bodyOf(
  view: Exclude<PageView, { page: 'closed' }>,
  formAction: string,
): Pick<DocumentParts, 'title' | 'titlePrefix' | 'content'> {
  const words = pageWords[view.language];
  switch (view.page) {
    case 'screening':
      return {
        title: words.screeningTitle,
        ...(view.unanswered.length === 0 ? {} : { titlePrefix: words.wrongPrefix }),
        content: renderScreeningForm(view, formAction),
      };
    case 'result':
      return { title: titleOfResult(view), content: renderResult(view, formAction) };
    case 'care':
      return { title: words.careTitle, content: renderCare(view) };
  }
}
