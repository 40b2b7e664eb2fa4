/** Reads the pages' markup in tests: tags with their attributes, and the plain text between them. */

export interface Tag {
  name: string;
  attributes: Record<string, string>;
}

/** Attributes in small letters, but for the one of pictures. */
const tagPattern = /<([a-z][a-z0-9]*)((?:\s+(?:[a-z][a-z0-9-]*|viewBox)(?:="[^"]*")?)*)\s*\/?>/g;
const attributePattern = /([A-Za-z][A-Za-z0-9-]*)(?:="([^"]*)")?/g;

export function tagsOf(page: string, name?: string): Tag[] {
  const tags = [...page.matchAll(tagPattern)].map(([, tag = '', attributes = '']) => ({
    name: tag,
    attributes: Object.fromEntries(
      [...attributes.matchAll(attributePattern)].map(([, key = '', value = '']) => [
        key,
        resolveEntities(value),
      ]),
    ),
  }));
  return name === undefined ? tags : tags.filter((tag) => tag.name === name);
}

/** Without style and tags, entities resolved, white space folded. */
export function textOf(page: string): string {
  const bare = page.replace(/<style>[\s\S]*?<\/style>/, ' ').replace(/<[^>]*>/g, ' ');
  return resolveEntities(bare).replace(/\s+/g, ' ').trim();
}

/** The number of `<` that open something the pattern of our own tags does not know: what an injected tag would be. */
export function countStrangeTags(page: string): number {
  const known = page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<!doctype html>/, '')
    .replace(tagPattern, '')
    .replace(/<\/[a-z0-9]+>/g, '');
  return known.split('<').length - 1;
}

function resolveEntities(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#96;', '`')
    .replaceAll('&amp;', '&');
}
