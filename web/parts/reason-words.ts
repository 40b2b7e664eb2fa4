/** What is said in a dialog in which staff do something. */

export interface ReasonWords {
  /** What will happen, before anybody agrees to it. */
  happens: string;
  /** On the button that does it. */
  confirm: string;
  /** Reasons often given, to be tapped instead of typed. */
  reasons: readonly string[];
  /** It cannot be taken back. */
  final?: true;
}
