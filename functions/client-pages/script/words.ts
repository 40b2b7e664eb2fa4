/** What the script says, as the form hands it over in its language. `{n}` and the like are filled in. */

export interface ScriptWords {
  /** Above each question, whatever the introduction is headed by. */
  title: string;
  start: string;
  goOn: string;
  next: string;
  back: string;
  progress: string;
  review: string;
  reviewIntro: string;
  change: string;
  missing: string;
  chooseOne: string;
  giveDate: string;
  saved: string;
  notSaved: string;
  sending: string;
}

/** The first question that is asked counts as 1. */
export function sayProgress(words: ScriptWords, n: number, all: number): string {
  return words.progress.replace('{n}', String(n)).replace('{all}', String(all));
}
