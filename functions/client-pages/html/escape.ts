/** The one way HTML is put together: a template tag that escapes every string it is given, so that only markup written in this folder is markup. */

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Markup made by `html`. A class, so that no parsed data can pass for it. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** `undefined` and `false` leave nothing behind. */
export type Content = Html | string | number | undefined | false | readonly Content[];

export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  const pieces = strings.map((piece, index) => `${piece}${toMarkup(values[index])}`);
  return new Html(pieces.join(''));
}

/** A sentence with `{name}` places, each filled with text or markup; an unknown name stays as it stands. */
export function fill(sentence: string, places: Readonly<Record<string, Content>>): Html {
  const pieces = sentence.split(/(\{[a-z]+\})/).map((piece): Content => {
    const name = piece.slice(1, -1);
    return piece.startsWith('{') && Object.hasOwn(places, name) ? places[name] : piece;
  });
  return html`${pieces}`;
}

function toMarkup(content: Content): string {
  if (content === undefined || content === false) return '';
  if (content instanceof Html) return content.markup;
  if (typeof content === 'number') return String(content);
  if (typeof content === 'string') return content.replace(/[&<>"'`]/g, (char) => entities[char] ?? char);
  return content.map(toMarkup).join('');
}
