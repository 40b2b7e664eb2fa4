/** Decides, as IAM would, whether a role's deployed policies allow a call; and keeps which grants were of use. A condition or an element it does not know throws, so that nothing passes by being misread. */
import * as z from 'zod';
import { type Resource, TemplateError } from './resource-identity.ts';
import type { Deployment } from './template.ts';

const oneOrMany = z.union([z.string(), z.array(z.string())]).transform((given) => [given].flat());
export const conditionSchema = z.record(
  z.string(),
  z.record(
    z.string(),
    z.union([z.string(), z.boolean(), z.array(z.string())]).transform((given) => [given].flat().map(String)),
  ),
);
const statementSchema = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(['Allow', 'Deny']),
    Action: oneOrMany.optional(),
    NotAction: oneOrMany.optional(),
    Resource: oneOrMany.optional(),
    NotResource: oneOrMany.optional(),
    Condition: conditionSchema.default({}),
  })
  .refine((statement) => (statement.Action === undefined) !== (statement.NotAction === undefined), {
    error: 'expected either Action or NotAction',
  })
  .refine((statement) => (statement.Resource === undefined) !== (statement.NotResource === undefined), {
    error: 'expected either Resource or NotResource',
  });
export const documentSchema = z.strictObject({
  Version: z.literal('2012-10-17'),
  Statement: z.union([statementSchema, z.array(statementSchema)]).transform((given) => [given].flat()),
});
const inlineSchema = z.array(z.object({ PolicyName: z.string(), PolicyDocument: documentSchema }));

export interface Statement extends z.infer<typeof statementSchema> {
  /** The policy it stands in. */
  policy: string;
}

export interface Call {
  /** Such as `dynamodb:PutItem`. */
  action: string;
  resource: string;
  /** Every condition key that is known of this call; `undefined`: known to be absent. A policy that asks for another key throws. */
  context: Readonly<Record<string, readonly string[] | undefined>>;
}

export type Verdict =
  | { allowed: true }
  | { allowed: false; why: 'no statement allows it' | 'a statement denies it' };

/** One action on one resource that a statement allows, as it is written there; and of a list that a condition allows, one entry. */
export interface Grant {
  policy: string;
  action: string;
  resource: string;
  /** Such as `booking#*`: one of the kinds of keys that may be touched. */
  only?: string;
}

export interface Permissions {
  role: string;
  evaluate: (call: Call) => Verdict;
  /** What is allowed and no allowed call needed so far. */
  unused: () => Grant[];
}

/** Everything a role is given: its inline policies and those attached to it. */
export function readStatements(deployment: Deployment, role: Resource): Statement[] {
  if (role.property('PermissionsBoundary') !== undefined) {
    throw new TemplateError(`${role.name} has a permissions boundary, which is not known here`);
  }
  const [managed] = z.array(z.string()).parse(role.property('ManagedPolicyArns') ?? []);
  if (managed !== undefined) throw new TemplateError(`${role.name} has ${managed}`);
  const inline = inlineSchema.parse(role.property('Policies') ?? []);
  const attached = deployment
    .resources('AWS::IAM::Policy')
    .filter((policy) =>
      z
        .array(z.string())
        .parse(policy.property('Roles') ?? [])
        .includes(role.name),
    )
    .map((policy) => ({
      PolicyName: policy.name,
      PolicyDocument: documentSchema.parse(policy.property('PolicyDocument')),
    }));
  return [...inline, ...attached].flatMap(({ PolicyName, PolicyDocument }) =>
    PolicyDocument.Statement.map((statement) => ({ ...statement, policy: PolicyName })),
  );
}

export function createPermissions(role: string, statements: readonly Statement[]): Permissions {
  const used = new Set<string>();
  const grants = statements.filter(({ Effect }) => Effect === 'Allow').flatMap(grantsOf);

  return {
    role,
    evaluate(call) {
      const matching = statements.filter((statement) => matches(statement, call));
      if (matching.some(({ Effect }) => Effect === 'Deny')) {
        return { allowed: false, why: 'a statement denies it' };
      }
      if (matching.length === 0) return { allowed: false, why: 'no statement allows it' };
      for (const statement of matching) {
        for (const grant of neededGrants(statement, call)) used.add(idOf(grant));
      }
      return { allowed: true };
    },
    unused: () => grants.filter((grant) => !used.has(idOf(grant))),
  };
}

/** What is granted by exception is one grant, marked as such. */
function grantsOf(statement: Statement): Grant[] {
  const { policy, Action, NotAction, Resource: resources, NotResource } = statement;
  const actions = Action ?? [exceptions(NotAction)];
  const entries = listedIn(statement);
  return actions.flatMap((action) =>
    (resources ?? [exceptions(NotResource)]).flatMap((resource) =>
      entries.length === 0
        ? [{ policy, action, resource }]
        : entries.map(({ pattern }) => ({ policy, action, resource, only: pattern })),
    ),
  );
}

/** What a condition lists for the values of a call that has many: each entry is a permission of its own. */
function listedIn({ Condition }: Statement): { key: string; pattern: string }[] {
  return Object.entries(Condition)
    .filter(([operator]) => operator.startsWith('ForAllValues:'))
    .flatMap(([, keys]) => Object.entries(keys))
    .flatMap(([key, patterns]) => patterns.map((pattern) => ({ key, pattern })));
}

const exceptMark = '!';

function exceptions(patterns: readonly string[] = []): string {
  return exceptMark + patterns.join(exceptMark);
}

function idOf({ policy, action, resource, only = '' }: Grant): string {
  return [policy, action.toLowerCase(), resource, only].join(' ');
}

/** The grants of a statement that an allowed call could not have done without. */
function neededGrants(statement: Statement, call: Call): Grant[] {
  const entries = listedIn(statement);
  return grantsOf(statement).filter(
    ({ action, resource, only }) =>
      matchesAction(action, call) &&
      matchesResource(resource, call) &&
      (only === undefined ||
        entries.some(
          ({ key, pattern }) =>
            pattern === only && valuesOf(key, call).some((value) => isLike(value, pattern)),
        )),
  );
}

function matches(statement: Statement, call: Call): boolean {
  return (
    grantsOf(statement).some(
      ({ action, resource }) => matchesAction(action, call) && matchesResource(resource, call),
    ) && meets(statement.Condition, call)
  );
}

function matchesAction(pattern: string, { action }: Call): boolean {
  return matchesPattern(pattern.toLowerCase(), action.toLowerCase());
}

function matchesResource(pattern: string, { resource }: Call): boolean {
  return matchesPattern(pattern, resource);
}

function matchesPattern(pattern: string, value: string): boolean {
  if (!pattern.startsWith(exceptMark)) return isLike(value, pattern);
  return !pattern
    .slice(1)
    .split(exceptMark)
    .some((excepted) => isLike(value, excepted));
}

/** `*` stands for any characters, `?` for one. */
export function isLike(value: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(value);
}

type Compare = (value: string, wanted: string) => boolean;

const comparisons: Readonly<Record<string, Compare>> = {
  StringEquals: (value, wanted) => value === wanted,
  StringLike: isLike,
  ArnEquals: isLike,
  ArnLike: isLike,
  Bool: (value, wanted) => value.toLowerCase() === wanted.toLowerCase(),
};

/** What a role's trust policy asks of a service, as it does of any call. */
export function meetsCondition(condition: Statement['Condition'], context: Call['context']): boolean {
  return meets(condition, { action: 'sts:AssumeRole', resource: '', context });
}

/** Every operator and every key must hold. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html */
function meets(condition: Statement['Condition'], call: Call): boolean {
  return Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holds(operator, valuesOf(key, call), wanted)),
  );
}

function valuesOf(key: string, { action, context }: Call): readonly string[] {
  const name = Object.keys(context).find((known) => known.toLowerCase() === key.toLowerCase());
  if (name === undefined)
    throw new TemplateError(`a policy for ${action} asks for ${key}, which is not known here`);
  return context[name] ?? [];
}

function holds(operator: string, values: readonly string[], wanted: readonly string[]): boolean {
  const [prefix, plain] = operator.includes(':') ? operator.split(':') : ['', operator];
  const negated = /^(String|Arn)Not/.test(plain ?? '');
  const compare = comparisons[(plain ?? '').replace('Not', '')];
  if (compare === undefined) throw new TemplateError(`the condition ${operator} is not known here`);
  const passes = (value: string) => negated !== wanted.some((one) => compare(value, one));
  switch (prefix) {
    case 'ForAllValues':
      return values.every(passes);
    case 'ForAnyValue':
      return values.some(passes);
    case '':
      if (values.length > 1) throw new TemplateError(`${operator} is asked of several values at once`);
      return values.length === 0 ? negated : values.every(passes);
    default:
      throw new TemplateError(`the condition ${operator} is not known here`);
  }
}
