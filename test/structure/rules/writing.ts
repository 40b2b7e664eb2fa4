/** How code is written here: a header on each file, no casts without a reason, no file that only passes others on. */
import { type Comment, Visitor } from 'oxc-parser';
import { lineAt, type Rule, type SourceFile, type Violation } from '../source.ts';

/** Shorter than this it says nothing about why the file is there. */
const headerCharsMin = 25;

export const headerRule: Rule = {
  name: 'Each file begins with a sentence on what it is',
  check: (files) =>
    files.flatMap(({ path, text, comments }) => {
      const [first] = comments;
      const start = /^#!.*\n/.exec(text)?.[0].length ?? 0;
      if (first?.start === start && first.value.length >= headerCharsMin && !first.value.includes('biome-')) {
        return [];
      }
      return [{ path, line: 1, says: 'no header comment' }];
    }),
};

export const bannerRule: Rule = {
  name: 'No comment is a banner',
  check: (files) =>
    files.flatMap(({ path, text, comments }) =>
      comments
        .filter(({ value }) => /[-=#_~]{4,}|\*{4,}/.test(value))
        .map(({ start }) => ({ path, line: lineAt(text, start), says: 'a comment that is a banner' })),
    ),
};

export const barrelRule: Rule = {
  name: 'No file only passes on what others export',
  check: (files) => files.filter(isBarrel).map(({ path }) => ({ path, line: 1, says: 'a barrel' })),
};

function isBarrel({ program }: SourceFile): boolean {
  const { body } = program;
  const exportsSomething = body.some(({ type }) => type.startsWith('Export'));
  return (
    exportsSomething &&
    body.every(
      (statement) =>
        statement.type === 'ImportDeclaration' ||
        statement.type === 'ExportAllDeclaration' ||
        (statement.type === 'ExportNamedDeclaration' && statement.declaration === null),
    )
  );
}

export const castRule: Rule = {
  name: 'A cast has its reason on its own line or the one before',
  check: (files) => files.flatMap(findBareCasts),
};

function findBareCasts({ path, text, program, comments }: SourceFile): Violation[] {
  const explained = linesWithComments(text, comments);
  const violations: Violation[] = [];
  new Visitor({
    TSAsExpression: ({ typeAnnotation, start, end }) => {
      if (text.slice(typeAnnotation.start, typeAnnotation.end) === 'const') return;
      const firstLine = lineAt(text, start);
      const lastLine = lineAt(text, end);
      for (let line = firstLine - 1; line <= lastLine; line += 1) if (explained.has(line)) return;
      violations.push({ path, line: firstLine, says: 'a cast that does not say why' });
    },
    TSTypeAssertion: ({ start }) => {
      violations.push({ path, line: lineAt(text, start), says: 'a cast in front of its expression' });
    },
  }).visit(program);
  return violations;
}

function linesWithComments(text: string, comments: readonly Comment[]): Set<number> {
  const lines = new Set<number>();
  for (const { start, end } of comments) {
    for (let line = lineAt(text, start); line <= lineAt(text, end); line += 1) lines.add(line);
  }
  return lines;
}

export const anyRule: Rule = {
  name: 'Nothing is typed any',
  check: (files) =>
    files.flatMap(({ path, text, program }) => {
      const violations: Violation[] = [];
      new Visitor({
        TSAnyKeyword: ({ start }) => {
          violations.push({ path, line: lineAt(text, start), says: 'any' });
        },
      }).visit(program);
      return violations;
    }),
};

export const functionDeclarationRule: Rule = {
  name: 'A named function is declared as one, unless its type is what names it',
  check: (files) =>
    files.flatMap(({ path, text, program }) =>
      program.body.flatMap((statement) => {
        const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
        if (declaration?.type !== 'VariableDeclaration') return [];
        return declaration.declarations.flatMap(({ id, init, start }) =>
          (init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression') &&
          !(id.type === 'Identifier' && id.typeAnnotation)
            ? [{ path, line: lineAt(text, start), says: 'a function in a variable' }]
            : [],
        );
      }),
    ),
};
