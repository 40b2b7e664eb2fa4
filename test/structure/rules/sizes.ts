/** Keeps files and functions small enough to be read at one go. */
import { Visitor } from 'oxc-parser';
import { countLines, lineAt, type Rule, type SourceFile, topFolder, type Violation } from '../source.ts';

/** Lines of a file, by top folder; tests may be as long as their tables. */
const fileLinesMax: Readonly<Record<string, number>> = {
  shared: 250,
  functions: 200,
  local: 250,
  infra: 200,
  web: 250,
};

/** Lines of a function. Most have less than thirty. */
export const functionLinesMax = 70;

export const fileSizeRule: Rule = {
  name: 'No file is longer than its folder allows',
  check: (files) =>
    files.flatMap(({ path, text }) => {
      const linesMax = fileLinesMax[topFolder(path)];
      const lines = countLines(text);
      if (linesMax === undefined || lines <= linesMax) return [];
      return [{ path, line: linesMax + 1, says: `${lines} lines, but at most ${linesMax} are allowed` }];
    }),
};

export const functionSizeRule: Rule = {
  name: `No function is longer than ${functionLinesMax} lines`,
  check: (files) => files.flatMap(findLongFunctions),
};

/** What holds the cases of a test file may be long: it is a list. */
const casesInside = /\b(test|describe)(\.each)?[<(]/;

function findLongFunctions({ path, text, program }: SourceFile): Violation[] {
  const violations: Violation[] = [];
  const measure = ({ start, end }: { start: number; end: number }): void => {
    const body = text.slice(start, end);
    const lines = countLines(body);
    if (lines <= functionLinesMax || (topFolder(path) === 'test' && casesInside.test(body))) return;
    violations.push({ path, line: lineAt(text, start), says: `a function of ${lines} lines` });
  };
  new Visitor({
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
  }).visit(program);
  return violations;
}
