/** Finds on disk what a template's code keys stand for: the folders that the CDK would zip and upload. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { TemplateError } from './resource-identity.ts';

const manifestSchema = z.looseObject({
  files: z.record(
    z.string(),
    z.looseObject({
      source: z.object({ path: z.string().optional(), packaging: z.string().optional() }),
      destinations: z.record(z.string(), z.looseObject({ objectKey: z.string() })),
    }),
  ),
});

/** From the key in the bucket to the folder. Read from every asset manifest of a synthesised app. */
export function readAssetFolders(folder: string): Map<string, string> {
  const folders = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.assets.json'))) {
    const { files } = manifestSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    for (const { source, destinations } of Object.values(files)) {
      if (source.packaging !== 'zip' || source.path === undefined) continue;
      for (const { objectKey } of Object.values(destinations))
        folders.set(objectKey, join(folder, source.path));
    }
  }
  return folders;
}

export function assetFolderOf(folders: ReadonlyMap<string, string>, key: string): string {
  const found = folders.get(key);
  if (found === undefined) throw new TemplateError(`no asset stands behind ${key}`);
  return found;
}
