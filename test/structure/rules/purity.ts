/** Keeps the core pure and synchronous: whatever would make the same input give another answer tomorrow, or on another machine, is found by name. */
import { Visitor } from 'oxc-parser';
import { lineAt, type Rule, type SourceFile, topFolder, type Violation } from '../source.ts';

/** `object.property` that reads a clock, an environment, chance, or writes a log. `*` stands for every property. */
const impureMembers = new Set([
  'Date.now',
  'Math.random',
  'Temporal.Now',
  'performance.*',
  'process.*',
  'console.*',
  'Promise.*',
  'crypto.getRandomValues',
  'crypto.randomUUID',
]);

const impureCalls = new Set([
  'Date',
  'fetch',
  'getRandomValues',
  'queueMicrotask',
  'randomBytes',
  'randomInt',
  'randomUUID',
  'setImmediate',
  'setInterval',
  'setTimeout',
]);

/** They answer in the zone of the machine. */
const machineZoneCalls =
  /^((get|set)(Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds|TimezoneOffset)|toDateString|toTimeString)$/;

export const purityRule: Rule = {
  name: 'The core has no clock, no chance, no environment, no log and nothing to wait for',
  check: (files) => files.filter(({ path }) => topFolder(path) === 'shared').flatMap(findImpurity),
};

function findImpurity({ path, text, program }: SourceFile): Violation[] {
  const violations: Violation[] = [];
  const report = (says: string, { start }: { start: number }): void => {
    violations.push({ path, line: lineAt(text, start), says });
  };
  const reportAsync = (node: { async: boolean; start: number }): void => {
    if (node.async) report('async', node);
  };
  new Visitor({
    FunctionDeclaration: reportAsync,
    FunctionExpression: reportAsync,
    ArrowFunctionExpression: reportAsync,
    AwaitExpression: (node) => report('await', node),
    ForOfStatement: (node) => {
      if (node.await) report('for await', node);
    },
    NewExpression: (node) => {
      if (node.callee.type !== 'Identifier') return;
      if (node.callee.name === 'Date' && node.arguments.length === 0) report('new Date() of now', node);
      if (node.callee.name === 'Promise') report('new Promise', node);
    },
    CallExpression: ({ callee, start }) => {
      if (callee.type === 'Identifier' && impureCalls.has(callee.name)) report(`${callee.name}()`, { start });
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
      if (machineZoneCalls.test(callee.property.name))
        report(`.${callee.property.name}() in the machine's zone`, { start });
    },
    MemberExpression: ({ object, property, start }) => {
      if (object.type !== 'Identifier') return;
      const name = property.type === 'Identifier' ? property.name : '';
      if (impureMembers.has(`${object.name}.${name}`) || impureMembers.has(`${object.name}.*`)) {
        report(`${object.name}.${name}`, { start });
      }
    },
  }).visit(program);
  return violations;
}
