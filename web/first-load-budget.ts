/** Ends the build when a first visit would have to load too much: what people wait for is checked where it is made. */
import { brotliCompressSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Bytes, compressed, of the page with its scripts and styles: a phone on a clinic's slow network shows the list within some seconds. */
export const firstLoadBytesMax = 200_000;

/** What this looks at of Vite's own description of what it built. */
export interface BuiltFile {
  type: 'chunk' | 'asset';
  fileName: string;
  isEntry?: boolean;
  imports?: readonly string[];
  code?: string;
  source?: string | Uint8Array;
  viteMetadata?: { importedCss: ReadonlySet<string> };
}

/** The page, its entries, what they import before anything is shown, and the styles of all that. */
export function firstLoadBytes(files: Readonly<Record<string, BuiltFile>>): number {
  const names = new Set(Object.keys(files).filter((name) => name.endsWith('.html')));
  const entries = Object.values(files).filter(({ isEntry }) => isEntry === true);
  for (const { fileName } of entries) addWithImports(files, fileName, names);
  return [...names].reduce((sum, name) => sum + compressedBytes(files[name]), 0);
}

function addWithImports(files: Readonly<Record<string, BuiltFile>>, name: string, names: Set<string>): void {
  if (names.has(name)) return;
  names.add(name);
  for (const style of files[name]?.viteMetadata?.importedCss ?? []) names.add(style);
  for (const imported of files[name]?.imports ?? []) addWithImports(files, imported, names);
}

function compressedBytes(file: BuiltFile | undefined): number {
  return brotliCompressSync(file?.code ?? file?.source ?? '').byteLength;
}

export function firstLoadBudget(bytesMax = firstLoadBytesMax): Plugin {
  return {
    name: 'first-load-budget',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const bytes = firstLoadBytes(bundle);
        if (bytes > bytesMax) this.error(`the first load takes ${bytes} bytes, compressed, of ${bytesMax}`);
      },
    },
  };
}
