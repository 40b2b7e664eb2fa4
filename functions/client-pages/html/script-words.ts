/** What the form's script says: handed to it with the form, so that the script is the same in every language. */
import type { Language } from '../../../shared/policy/words.ts';
import type { ScriptWords } from '../script/words.ts';
import { pageWords } from './page-words.ts';

/** As JSON for an attribute. */
export function scriptWords(language: Language): string {
  const words = pageWords[language];
  const said: ScriptWords = {
    start: words.start,
    goOn: words.goOn,
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
