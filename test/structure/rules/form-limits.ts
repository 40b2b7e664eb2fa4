/** Lets no form of the site have a limit of its own: what may be typed is said once, where the API's contract reads it too. */
import { Visitor } from 'oxc-parser';
import { lineAt, type Rule, type SourceFile, topFolder, type Violation } from '../source.ts';

const limitFile = /^shared\/api\/.*-limits\.ts$/;
/** Of a text always the contract's; of a number or a date it may be reckoned, such as today. */
const lengths = new Set(['maxLength', 'minLength']);
const bounds = new Set(['max', 'min']);

export const formLimitsRule: Rule = {
  name: "A form's limits are those of the contract",
  check: (files) => files.filter(({ path }) => topFolder(path) === 'web').flatMap(findOwnLimits),
};

function findOwnLimits({ path, text, program, imports }: SourceFile): Violation[] {
  const linesOfLimits = new Set(
    imports.filter(({ file }) => limitFile.test(file ?? '')).map(({ line }) => line),
  );
  const known = new Set<string>();
  const violations: Violation[] = [];
  new Visitor({
    ImportDeclaration: ({ specifiers, start }) => {
      if (!linesOfLimits.has(lineAt(text, start))) return;
      for (const { local } of specifiers) known.add(local.name);
    },
    JSXAttribute: ({ name, value, start }) => {
      const attribute = name.type === 'JSXIdentifier' ? name.name : '';
      const given = value?.type === 'JSXExpressionContainer' ? value.expression : value;
      const isContracts = given?.type === 'Identifier' && known.has(given.name);
      const isOwn = lengths.has(attribute)
        ? !isContracts
        : bounds.has(attribute) && given?.type === 'Literal';
      if (isOwn) violations.push({ path, line: lineAt(text, start), says: `${attribute} of its own` });
    },
  }).visit(program);
  return violations;
}
