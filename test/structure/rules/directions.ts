/** Who may import whom: the core knows nobody, the edge knows the core, AWS is known in one folder only. */
import { isBuiltin } from 'node:module';
import { type Import, type Rule, type SourceFile, topFolder, type Violation } from '../source.ts';

/** What the files of a folder may import of the project. Folders that are not named here (tests, benchmarks) may import all. */
const reach: Readonly<Record<string, readonly string[]>> = {
  shared: ['shared/'],
  functions: ['functions/', 'shared/'],
  local: ['local/', 'functions/', 'shared/'],
  operations: ['operations/', 'functions/', 'shared/'],
  web: ['web/', 'shared/api/'],
  infra: ['infra/', 'shared/'],
};

/** Infrastructure fills the functions' environments, so it may know their shapes; their code it names by path only. Names, limits and metrics it shares with the core. */
const environmentOfFunction = /^functions\/([^/]+\/)?env\.ts$/;

const awsPackage = /^@(aws-sdk|smithy)\//;

/** The packages of the pure core: none of them reads a clock, an environment or a network. */
const packagesOfCore = new Set([
  'zod',
  'temporal-polyfill',
  'libphonenumber-js',
  'node:crypto',
  'node:buffer',
]);

/** The build runs on a developer's machine, not in Lambda. */
const buildScript = 'functions/build.ts';

function findImports(
  files: readonly SourceFile[],
  isWrong: (file: SourceFile, found: Import) => string | undefined,
): Violation[] {
  return files.flatMap((file) =>
    file.imports.flatMap((found) => {
      const says = isWrong(file, found);
      return says === undefined ? [] : [{ path: file.path, line: found.line, says }];
    }),
  );
}

/** `@scope/name/sub` and `name/sub` without what follows the name. */
function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

export const directionRule: Rule = {
  name: 'Imports point from local and test to functions to shared, never back',
  check: (files) =>
    findImports(files, ({ path }, { file, typeOnly }) => {
      const allowed = reach[topFolder(path)];
      if (file === undefined || allowed === undefined) return undefined;
      if (allowed.some((folder) => file.startsWith(folder))) return undefined;
      if (topFolder(path) === 'infra' && typeOnly && environmentOfFunction.test(file)) return undefined;
      return `imports ${file}, but ${topFolder(path)}/ may import only ${allowed.join(', ')}`;
    }),
};

export const awsRule: Rule = {
  name: 'Of the code that is deployed only functions/adapters imports an AWS client',
  check: (files) =>
    findImports(files, ({ path }, { specifier }) => {
      if (!awsPackage.test(specifier) || path.startsWith('functions/adapters/')) return undefined;
      if (!['shared', 'functions', 'web'].includes(topFolder(path))) return undefined;
      return `imports ${specifier}, which only functions/adapters/ may`;
    }),
};

export const corePackagesRule: Rule = {
  name: 'The core imports only the few packages that are as pure as itself',
  check: (files) =>
    findImports(files, ({ path }, { specifier, file }) => {
      if (topFolder(path) !== 'shared' || file !== undefined || packagesOfCore.has(packageOf(specifier))) {
        return undefined;
      }
      return `imports ${specifier}, which is not one of ${[...packagesOfCore].join(', ')}`;
    }),
};

/** What is deployed may use only what is installed there: `dependencies` of package.json, never a tool of ours. */
export function dependenciesRule(dependencies: readonly string[]): Rule {
  return {
    name: 'What is deployed imports only packages listed as dependencies',
    check: (files) =>
      findImports(files, ({ path }, { specifier, file, typeOnly }) => {
        if (!['shared', 'functions'].includes(topFolder(path)) || path === buildScript) return undefined;
        if (file !== undefined || typeOnly || isBuiltin(specifier)) return undefined;
        if (dependencies.includes(packageOf(specifier))) return undefined;
        return `imports ${specifier}, which is not among the dependencies`;
      }),
  };
}
