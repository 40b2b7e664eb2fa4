/** The frame of every page: language, one heading, stylesheet, language switch, and how to reach the clinic. */
import type { Language } from '../../../shared/policy/words.ts';
import { type Content, fill, Html, html } from './escape.ts';
import { pageWords } from './page-words.ts';
import { phoneLink } from './phone-link.ts';
import { stylesheet } from './style.ts';

export interface DocumentParts {
  language: Language;
  title: string;
  /** Before the title in the browser's tab, e.g. when something must be corrected. */
  titlePrefix?: string | undefined;
  brand?: string | undefined;
  clinicPhone?: string | undefined;
  /** This page in the other language. */
  otherLanguage: string | undefined;
  /** Address of the page's script; it is read before the page is shown, so that the page does not change under one's eyes. */
  script?: string | undefined;
  /** Above the heading. */
  mark?: Html | undefined;
  content: Content;
}

export function renderDocument(parts: DocumentParts): string {
  const { language, title, titlePrefix, brand, script } = parts;
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="format-detection" content="telephone=no">
<title>${titlePrefix !== undefined && `${titlePrefix} `}${title}${brand !== undefined && ` · ${brand}`}</title>
<style>${new Html(stylesheet)}</style>
${script !== undefined && html`<script src="${script}"></script>`}
</head>
<body>
<header>
<p>${brand}</p>
${renderLanguageSwitch(parts)}
</header>
<main>
${parts.mark}
<h1>${title}</h1>
${parts.content}
</main>
${renderFooter(parts)}
</body>
</html>
`;
  return page.markup;
}

export function otherLanguage(language: Language): Language {
  return language === 'en' ? 'es' : 'en';
}

function renderLanguageSwitch({ language, otherLanguage: url }: DocumentParts): Content {
  if (url === undefined) return undefined;
  const words = pageWords[language];
  const other = otherLanguage(language);
  return html`<nav aria-label="${words.languageNav}"><a href="${url}" hreflang="${other}" lang="${other}">${words.otherLanguage}</a></nav>`;
}

function renderFooter({ language, brand, clinicPhone }: DocumentParts): Content {
  if (brand === undefined || clinicPhone === undefined) return undefined;
  return html`<footer><p>${fill(pageWords[language].footer, { brand, phone: phoneLink(clinicPhone) })}</p></footer>`;
}
