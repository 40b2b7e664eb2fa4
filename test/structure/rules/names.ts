/** Names say what a thing is: no empty suffixes, no word of another trade for a client, files in kebab case. */
import { Visitor } from 'oxc-parser';
import { lineAt, type Rule, type SourceFile, type Violation } from '../source.ts';

/** Words that can be put beside any noun and then say nothing. */
const emptyWords = new Set(['helper', 'helpers', 'util', 'utils', 'impl', 'dto']);

/** AWS's own names, where it is AWS that is meant. */
const namesOfAws = new Set(['secrets-manager']);

/** Someone with a visit is a client, everywhere. */
const wordsForClient = new Set(['patient', 'patients', 'customer', 'customers']);

const kebabCase = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$/;
const kebabFolder = /^\.?[a-z0-9]+(-[a-z0-9]+)*$/;
const lambdaEntry = /^functions\/[^/]+\/index\.ts$/;

/** `SendDto` -> send, dto; `due-index` -> due, index. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}

/** A manager is a role of the clinic and a service is what is booked; a type or a file named `ThingManager` or `thing-service` could not say what it does. */
function findEmptyWord(name: string): string | undefined {
  if (namesOfAws.has(name)) return undefined;
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (words.length > 1 && /^services?$/.test(last)) return last;
  if (words.length > 1 && /^managers?$/.test(last) && /^[A-Z]|-/.test(name)) return last;
  return words.find((word) => emptyWords.has(word));
}

export const fileNameRule: Rule = {
  name: 'Files and folders are named in kebab case',
  check: (files) =>
    files.flatMap(({ path }) => {
      const parts = path.split('/');
      const file = parts.pop() ?? '';
      const right = kebabCase.test(file) && parts.every((folder) => kebabFolder.test(folder));
      return right ? [] : [{ path, line: 1, says: 'not in kebab case' }];
    }),
};

export const indexFileRule: Rule = {
  name: 'Only the entry of a Lambda function is named index.ts',
  check: (files) =>
    files.flatMap(({ path }) =>
      /(^|\/)index\.[a-z]+$/.test(path) && !lambdaEntry.test(path)
        ? [{ path, line: 1, says: 'an index file that is no entry of a function' }]
        : [],
    ),
};

export const emptyNameRule: Rule = {
  name: 'No file or export is named Manager, Service, Helper, Util, Impl or Dto',
  check: (files) =>
    files.flatMap(({ path, exports }) => {
      const violations: Violation[] = [];
      for (const part of path.split('/')) {
        const word = findEmptyWord(part.replace(/\..*$/, ''));
        if (word !== undefined) violations.push({ path, line: 1, says: `"${word}" in the path` });
      }
      for (const { name, line } of exports) {
        const word = findEmptyWord(name);
        if (word !== undefined) violations.push({ path, line, says: `"${word}" in ${name}` });
      }
      return violations;
    }),
};

export const clientWordRule: Rule = {
  name: 'A client is never called patient or customer in code',
  check: (files) => files.flatMap(findWordsForClient),
};

function findWordsForClient({ path, text, program }: SourceFile): Violation[] {
  const violations: Violation[] = [];
  new Visitor({
    Identifier: ({ name, start }) => {
      const word = wordsOf(name).find((part) => wordsForClient.has(part));
      if (word !== undefined) {
        violations.push({ path, line: lineAt(text, start), says: `"${word}" in ${name}` });
      }
    },
  }).visit(program);
  return violations;
}
