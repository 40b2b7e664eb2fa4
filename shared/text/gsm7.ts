/** The GSM-7 alphabet: what a text may contain at 160 characters a part instead of 70. One table, because counting and transliterating must agree on it. */

/** One septet each: 3GPP TS 23.038, 6.2.1. It has `é ñ ü ¿ ¡` and a capital `Ç`, but no `á í ó ú ç`. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** Two septets each, the escape and the character. The form feed of the standard is left out: no text means one. */
const extension = new Set('^{}\\[]~|€');

/** How many septets one character takes; `undefined` where GSM-7 does not have it. */
export function septetsOf(char: string): 1 | 2 | undefined {
  if (basic.has(char)) return 1;
  return extension.has(char) ? 2 : undefined;
}

/** Whether a whole text can be sent in GSM-7. */
export function isGsm7(text: string): boolean {
  return [...text].every((char) => septetsOf(char) !== undefined);
}
