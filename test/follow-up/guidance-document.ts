/** Writes docs/guidance.md from the guidance table, so that a reader sees what carries each line and the page cannot grow stale: a test compares them. */
import { writeFileSync } from 'node:fs';
import { type Carriers, guidance } from '../../shared/follow-up/guidance.ts';
import { guidanceLines } from '../../shared/follow-up/guidance-lines.ts';

export const guidanceDocumentUrl = new URL('../../docs/guidance.md', import.meta.url);

const opening = `# What carries the clinical guidance

The guidance is a clinic's own page for its clients. Every line of it that advises is carried by a rule of the default policy, by a text,
by the care page, or by several of them. Change a row in \`shared/follow-up/guidance.ts\`; \`node test/follow-up/guidance-document.ts\`
writes this page, and a test fails while the two differ or while something named here no longer carries its line.
`;

/** The page's whole text. */
export function guidanceDocument(): string {
  const headings = [...new Set(guidanceLines.map(({ heading }) => heading))];
  return [opening, ...headings.map(table)].join('\n');
}

function table(heading: string): string {
  const rows = guidanceLines
    .filter((line) => line.heading === heading)
    .map(({ id, line }) => `| ${line} | ${cells(guidance[id]).join(' | ')} |`);
  return [
    `## ${heading}`,
    '',
    '| guidance | rules | texts | care page |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function cells({ rules, texts, care }: Carriers): string[] {
  return [code(rules), code([...new Set(texts.map(({ milestone }) => milestone))]), code([care])];
}

function code(ids: readonly string[]): string {
  return ids.map((id) => `\`${id}\``).join(', ');
}

if (import.meta.main) writeFileSync(guidanceDocumentUrl, guidanceDocument());
