/** What an installation depends on: exact versions, and a lock file that is whole. */
import * as z from 'zod';

const dependencyList = z.record(z.string(), z.string()).optional();

export const manifestSchema = z.object({
  dependencies: dependencyList,
  devDependencies: dependencyList,
});

export const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ dependencies: dependencyList, optionalDependencies: dependencyList }),
  ),
});

/** `name@range` of each package whose version is left open. */
export function findOpenVersions({
  dependencies,
  devDependencies,
}: z.infer<typeof manifestSchema>): string[] {
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
    .map(([name, version]) => `${name}@${version}`);
}

/**
 * Packages that another one needs, on this platform or a different one, and that the lock file has nowhere. npm writes such a file
 * without a word where a registry lacks a platform's build, and then refuses to install from it.
 */
export function findMissingPackages({ packages }: z.infer<typeof lockSchema>): string[] {
  const present = new Set(
    Object.keys(packages).map((path) =>
      path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
    ),
  );
  return Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !present.has(name))
      .map((name) => `${path || 'package.json'} needs ${name}`),
  );
}
