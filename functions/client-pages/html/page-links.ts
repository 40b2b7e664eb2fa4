/** Where a page leads to, and what its address says was just done. */
const doneBeforeKinds = ['saved', 'sent', 'texts'] as const;

export interface PageLinks {
  /** This page in the other language; absent where it was made by a post, which nobody should have to send again. */
  otherLanguage?: string | undefined;
  /** This page, where its forms are sent to as well. */
  self: string;
  /** Where what is typed into the form is saved. */
  draft: string;
  /** The visit as a calendar file, below the care page. */
  calendar: string;
  /** The form's script; absent: the form is the plain one. */
  script?: string;
  /** What was just done, to be said. */
  done?: (typeof doneBeforeKinds)[number];
}

/** What an address says was just done; `undefined` for anything else. */
export function doneBefore(said: string | null): PageLinks['done'] {
  return doneBeforeKinds.find((done) => done === said);
}
