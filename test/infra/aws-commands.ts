/** Reads from a source which calls to AWS it can make. What it cannot read it throws on, so that no call hides behind a way of writing. */
import { type Argument, type Expression, type ObjectExpression, Visitor } from 'oxc-parser';
import { lineAt, parseSource, type SourceFile } from '../structure/source.ts';

export interface AwsCommand {
  file: string;
  /** As in the package's name: `dynamodb`, `sns`. */
  client: string;
  /** Without its ending: `PutItem`. */
  operation: string;
  /** What its input names, as far as it is written out: tells a publish to a topic from one to a phone. */
  members: string[];
}

/** What of esbuild's metafile is looked at. */
export interface BundleContents {
  outputs: Readonly<Record<string, { inputs: Readonly<Record<string, { bytesInOutput: number }>> }>>;
}

/** The project's own files of which something is left in the bundle. */
export function ownFilesIn({ outputs }: BundleContents): string[] {
  const files = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
  );
  return [...new Set(files.map(([path]) => path))].filter((path) => !path.includes('node_modules/')).sort();
}

const clientPackage = /^@aws-sdk\/client-([a-z-]+)$/;
const command = /^([A-Z]\w+)Command$/;
/** Sends the command of its name, page by page. */
const paginator = /^paginate([A-Z]\w+)$/;
/** What may be imported of a client's package and calls nothing by itself. */
const harmless = /(Client|Exception)$|^QueueDoesNotExist$/;

export function readCommands(path: string, text: string): AwsCommand[] {
  const source = parseSource(path, text);
  const imported = importedCommands(source);
  const found: AwsCommand[] = [];
  const made = new Set<string>();
  function note(pattern: RegExp, callee: Expression, input: Argument | undefined): void {
    const name = callee.type === 'Identifier' ? callee.name : '';
    const [client, operation] = [imported.get(name), pattern.exec(name)?.[1]];
    if (client === undefined || operation === undefined) return;
    made.add(name);
    const members = input?.type === 'ObjectExpression' ? namesIn(input) : [];
    found.push({ file: path, client, operation, members });
  }
  new Visitor({
    NewExpression: ({ callee, arguments: [input] }) => note(command, callee, input),
    CallExpression: ({ callee, arguments: [, input] }) => note(paginator, callee, input),
  }).visit(source.program);
  for (const name of imported.keys()) {
    if (!made.has(name)) throw new Error(`${path} imports ${name} and does not make it here`);
  }
  return found;
}

/** By the name a command has in the file, its client's. */
function importedCommands({ path, text, program }: SourceFile): Map<string, string> {
  const commands = new Map<string, string>();
  for (const node of program.body) {
    if (node.type !== 'ImportDeclaration' || node.importKind === 'type') continue;
    const client = clientPackage.exec(node.source.value)?.[1];
    if (client === undefined) continue;
    for (const specifier of node.specifiers) {
      if (specifier.type === 'ImportSpecifier' && specifier.importKind === 'type') continue;
      const { name } = specifier.local;
      const plain =
        specifier.type === 'ImportSpecifier' &&
        specifier.imported.type === 'Identifier' &&
        specifier.imported.name === name;
      if (plain && (command.test(name) || paginator.test(name))) commands.set(name, client);
      else if (!plain || !harmless.test(name)) {
        throw new Error(
          `${path}:${lineAt(text, node.start)} imports ${name}, and what it calls is not known`,
        );
      }
    }
  }
  return commands;
}

function namesIn({ properties }: ObjectExpression): string[] {
  return properties.flatMap((property) =>
    property.type === 'Property' && property.key.type === 'Identifier' ? [property.key.name] : [],
  );
}

/** The indexes that a file names: `indexes.due` is `due`. */
export function readIndexes(path: string, text: string): string[] {
  const found: string[] = [];
  new Visitor({
    MemberExpression: ({ object, property, computed }) => {
      if (object.type !== 'Identifier' || object.name !== 'indexes') return;
      if (computed || property.type !== 'Identifier')
        throw new Error(`${path} names an index in a way that is not known`);
      found.push(property.name);
    },
  }).visit(parseSource(path, text).program);
  return found;
}
