/** What the structure rules look at: every source file of the project, parsed, with its imports; and what a rule says about one. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { type Comment, type ParseResult, parseSync, Visitor } from 'oxc-parser';

export interface Import {
  /** As written: a relative path or a package. */
  specifier: string;
  /** The project's file, from its root; `undefined` for packages. */
  file: string | undefined;
  typeOnly: boolean;
  line: number;
}

export interface SourceFile {
  /** From the project's root, with forward slashes. */
  path: string;
  text: string;
  program: ParseResult['program'];
  comments: readonly Comment[];
  imports: readonly Import[];
  /** The names other files can see, with the line each is exported on. */
  exports: readonly { name: string; line: number }[];
}

export interface Violation {
  path: string;
  line: number;
  says: string;
}

/** As an editor and a failed test show it best. */
export function say({ path, line, says }: Violation): string {
  return `${path}:${line} ${says}`;
}

export interface Rule {
  /** A sentence that holds when the rule does. */
  name: string;
  check: (files: readonly SourceFile[]) => Violation[];
}

const sourceFolders = ['shared', 'functions', 'local', 'operations', 'infra', 'web', 'test', 'bench'];
const foldersNotOurs = new Set(['node_modules', '.git', '.local', '.build', 'cdk.out', 'coverage']);

/** Every file below a folder that is the project's own, from the project's root. */
export function listFiles(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return foldersNotOurs.has(entry.name) ? [] : listFiles(root, path);
    return entry.isFile() ? [path.split(sep).join('/')] : [];
  });
}

export function readSources(root: string): SourceFile[] {
  return listFiles(root)
    .filter((path) => sourceFolders.includes(topFolder(path)) && /\.(ts|tsx|mts|mjs|js)$/.test(path))
    .map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')));
}

export function topFolder(path: string): string {
  return path.split('/')[0] ?? '';
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

export function countLines(text: string): number {
  return text.replace(/\n$/, '').split('\n').length;
}

export function parseSource(path: string, text: string): SourceFile {
  const parsed = parseSync(path, text);
  const [error] = parsed.errors;
  if (error !== undefined) throw new Error(`${path} cannot be parsed: ${error.message}`);
  return {
    path,
    text,
    program: parsed.program,
    comments: parsed.comments,
    imports: listImports(path, text, parsed),
    exports: parsed.module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ exportName, start }) =>
        exportName.name === null ? [] : [{ name: exportName.name, line: lineAt(text, start) }],
      ),
    ),
  };
}

function listImports(path: string, text: string, { module, program }: ParseResult): Import[] {
  const imports: Import[] = [];
  const add = (specifier: string, typeOnly: boolean, offset: number): void => {
    const file = specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined;
    imports.push({ specifier, file, typeOnly, line: lineAt(text, offset) });
  };
  for (const { moduleRequest, entries, start } of module.staticImports) {
    add(moduleRequest.value, entries.length > 0 && entries.every((entry) => entry.isType), start);
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType, start } of entries) {
      if (moduleRequest !== null) add(moduleRequest.value, isType, start);
    }
  }
  for (const { moduleRequest, start } of module.dynamicImports) {
    add(text.slice(moduleRequest.start + 1, moduleRequest.end - 1), false, start);
  }
  new Visitor({ TSImportType: (node) => add(node.source.value, true, node.start) }).visit(program);
  return imports;
}

/** The project this file belongs to. */
export const projectRoot: string = join(import.meta.dirname, '..', '..');
