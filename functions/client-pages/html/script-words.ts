/** What the form's script says: handed to it with the form, so that the script is the same in every language. */
import type { PageView } from '../../../shared/api/page-view.ts';
import type { ScriptWords } from '../script/words.ts';
import { pageWords } from './page-words.ts';

/** As JSON for an attribute. */
export function scriptWords({
  language,
  standing,
  filled,
}: Extract<PageView, { page: 'screening' }>): string {
  const words = pageWords[language];
  const said: ScriptWords = {
    start: words.start,
    title: words.screeningTitle,
    goOn: standing !== undefined && filled !== 'draft' ? words.changeAnswers : words.goOn,
    next: words.next,
    back: words.back,
    progress: words.progress,
    review: words.reviewTitle,
    reviewIntro: words.reviewIntro,
    change: words.change,
    missing: words.missing,
    chooseOne: words.chooseOne,
    giveDate: words.giveDate,
    saved: words.savedNow,
    notSaved: words.notSaved,
    sending: words.sending,
  };
  return JSON.stringify(said);
}
