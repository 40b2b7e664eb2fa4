/** Tests that can be trusted: all of them run, none compares with a recording, none replaces our own code by a mock. */
import {
  type CallExpression,
  type Expression,
  type IdentifierReference,
  type MemberExpression,
  type Super,
  Visitor,
} from 'oxc-parser';
import { lineAt, type Rule, type SourceFile, topFolder, type Violation } from '../source.ts';

const runners = new Set(['test', 'it', 'describe', 'suite', 'bench']);
const leavingOut = new Set(['only', 'skip', 'todo', 'fails']);
const shorthandsForLeavingOut = new Set(['xtest', 'xit', 'xdescribe', 'fit', 'fdescribe']);
const recordings = /^to(Match|ThrowErrorMatching)(Inline|File)?Snapshot$/;
const mocking = new Set(['mock', 'doMock', 'importMock']);

export const everyTestRunsRule: Rule = {
  name: 'No test is left out',
  check: (files) =>
    inTests(files, (node) => {
      if (node.type === 'Identifier') return shorthandsForLeavingOut.has(node.name) ? node.name : undefined;
      if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier') return undefined;
      const root = rootOf(node);
      return runners.has(root) && leavingOut.has(node.property.name)
        ? `${root}.${node.property.name}`
        : undefined;
    }),
};

export const noRecordingRule: Rule = {
  name: 'No test compares with a recorded snapshot',
  check: (files) =>
    inTests(files, (node) =>
      node.type === 'MemberExpression' &&
      node.property.type === 'Identifier' &&
      recordings.test(node.property.name)
        ? node.property.name
        : undefined,
    ),
};

export const noMockRule: Rule = {
  name: 'No test mocks a module of ours',
  check: (files) =>
    inTests(files, (node) => {
      if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
      const { property } = node.callee;
      if (rootOf(node.callee) !== 'vi' || property.type !== 'Identifier' || !mocking.has(property.name))
        return undefined;
      const [module] = node.arguments;
      const named = module?.type === 'Literal' && typeof module.value === 'string' ? module.value : '.';
      return named.startsWith('.') ? `vi.${property.name} of a module of ours` : undefined;
    }),
};

type Watched = MemberExpression | CallExpression | IdentifierReference;

/** `describe.each(...).only` begins with describe. */
function rootOf(node: Expression | Super): string {
  if (node.type === 'MemberExpression') return rootOf(node.object);
  if (node.type === 'CallExpression') return rootOf(node.callee);
  return node.type === 'Identifier' ? node.name : '';
}

function inTests(
  files: readonly SourceFile[],
  findWrong: (node: Watched) => string | undefined,
): Violation[] {
  const violations: Violation[] = [];
  for (const { path, text, program } of files) {
    if (topFolder(path) !== 'test') continue;
    const look = (node: Watched): void => {
      const says = findWrong(node);
      if (says !== undefined) violations.push({ path, line: lineAt(text, node.start), says });
    };
    new Visitor({
      MemberExpression: look,
      CallExpression: ({ callee, ...call }) => {
        look({ callee, ...call });
        if (callee.type === 'Identifier') look(callee);
      },
    }).visit(program);
  }
  return violations;
}
