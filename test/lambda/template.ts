/** Reads what the CDK app synthesised as CloudFormation would: every reference becomes the name or ARN that the deployed resource would have. What it does not know it throws on, so that nothing is guessed. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';
import {
  account,
  attributeOf,
  nameOf,
  partition,
  type Resource,
  referenceOf,
  region,
  TemplateError,
} from './resource-identity.ts';

const resourceSchema = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
});
const outputSchema = z.looseObject({
  Value: z.unknown(),
  Export: z.object({ Name: z.unknown() }).optional(),
});
const templateSchema = z.looseObject({
  Resources: z.record(z.string(), resourceSchema).default({}),
  Outputs: z.record(z.string(), outputSchema).default({}),
  Parameters: z.record(z.string(), z.looseObject({ Default: z.unknown().optional() })).default({}),
});
export type Template = z.infer<typeof templateSchema>;

export interface Deployment {
  resources: (type: string) => Resource[];
  /** Exactly one of this type has this name. */
  resource: (type: string, name: string) => Resource;
}

/** Every template in a folder; `<stack>.template.json`, as the CDK writes them. */
export function readTemplates(folder: string): Record<string, Template> {
  const suffix = '.template.json';
  const files = readdirSync(folder).filter((file) => file.endsWith(suffix));
  if (files.length === 0) throw new TemplateError(`${folder} holds no template`);
  return Object.fromEntries(
    files.map((file) => [basename(file, suffix), parseTemplate(readFileSync(join(folder, file), 'utf8'))]),
  );
}

export function parseTemplate(text: string): Template {
  return templateSchema.parse(JSON.parse(text));
}

/** The stacks of one account and region, together. */
export function resolveDeployment(templates: Readonly<Record<string, Template>>): Deployment {
  const stacks: Stacks = { templates: new Map(Object.entries(templates)), underWay: new Set() };

  function resourcesOf(type: string): Resource[] {
    return [...stacks.templates].flatMap(([stack, { Resources }]) =>
      Object.entries(Resources)
        .filter(([, resource]) => resource.Type === type)
        .map(([logicalId]) => resourceAt({ stacks, stack }, logicalId)),
    );
  }

  return {
    resources: resourcesOf,
    resource(type, name) {
      const [found, ...more] = resourcesOf(type).filter((resource) => resource.name === name);
      if (found === undefined) throw new TemplateError(`there is no ${type} named ${name}`);
      if (more.length > 0) throw new TemplateError(`${more.length + 1} of ${type} are named ${name}`);
      return found;
    },
  };
}

interface Stacks {
  templates: ReadonlyMap<string, Template>;
  /** What is being resolved, so that a value which needs itself is found. */
  underWay: Set<string>;
}

/** Where a value stands: names count inside their stack. */
interface Scope {
  stacks: Stacks;
  stack: string;
}

function templateOf({ stacks, stack }: Scope): Template {
  const found = stacks.templates.get(stack);
  if (found === undefined) throw new TemplateError(`there is no stack ${stack}`);
  return found;
}

function resourceAt(scope: Scope, logicalId: string): Resource {
  const { stack } = scope;
  const found = templateOf(scope).Resources[logicalId];
  if (found === undefined) throw new TemplateError(`${stack} has no resource ${logicalId}`);
  const resource: Resource = {
    stack,
    logicalId,
    type: found.Type,
    property(name) {
      const value = found.Properties[name];
      if (value === undefined) return undefined;
      return once(scope, `${stack}.${logicalId}.${name}`, () => resolve(scope, value));
    },
    get name() {
      return nameOf(resource);
    },
    attribute: (name) => attributeOf(resource, name),
    get ref() {
      return referenceOf(resource);
    },
  };
  return resource;
}

function once<T>({ stacks: { underWay } }: Scope, what: string, work: () => T): T {
  if (underWay.has(what)) throw new TemplateError(`${what} refers to itself`);
  underWay.add(what);
  try {
    return work();
  } finally {
    underWay.delete(what);
  }
}

function resolve(scope: Scope, value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((entry) => resolve(scope, entry)).filter((entry) => entry !== noValue);
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [only, ...rest] = entries;
  if (only !== undefined && rest.length === 0 && (only[0] === 'Ref' || only[0].startsWith('Fn::'))) {
    return applyFunction(scope, only[0], only[1]);
  }
  const resolved = entries.map(([name, inner]) => [name, resolve(scope, inner)]);
  return Object.fromEntries(resolved.filter(([, inner]) => inner !== noValue));
}

function applyFunction(scope: Scope, name: string, argument: unknown): unknown {
  const resolvedList = (from: unknown) => list(resolve(scope, from), name);
  switch (name) {
    case 'Ref':
      return refer(scope, text(argument, name));
    case 'Fn::GetAtt':
      return getAttribute(scope, argument);
    case 'Fn::Sub':
      return substitute(scope, argument);
    case 'Fn::ImportValue':
      return importValue(scope.stacks, text(resolve(scope, argument), name));
    case 'Fn::Join': {
      const [separator, parts] = pair(argument, name);
      return resolvedList(parts)
        .map((part) => text(part, name))
        .join(text(separator, name));
    }
    case 'Fn::Split': {
      const [separator, from] = pair(argument, name);
      return text(resolve(scope, from), name).split(text(separator, name));
    }
    case 'Fn::Select': {
      const [index, from] = pair(argument, name);
      const chosen = resolvedList(from)[Number(index)];
      if (chosen === undefined) throw new TemplateError(`Fn::Select finds nothing at ${String(index)}`);
      return chosen;
    }
    default:
      throw new TemplateError(`${name} is not known`);
  }
}

/** Ends in a random part that CloudFormation makes up with the stack. */
function stackIdOf(stack: string): string {
  const madeUp = '00000000-0000-4000-8000-000000000000';
  return `arn:${partition}:cloudformation:${region}:${account}:stack/${stack}/${madeUp}`;
}

function refer(scope: Scope, name: string): unknown {
  const pseudo = pseudoParameters[name];
  if (pseudo !== undefined) return pseudo;
  if (name === 'AWS::StackName') return scope.stack;
  if (name === 'AWS::StackId') return stackIdOf(scope.stack);
  if (name.startsWith('AWS::')) throw new TemplateError(`${name} is not known`);
  const parameter = templateOf(scope).Parameters[name];
  if (parameter === undefined) return resourceAt(scope, name).ref;
  if (parameter.Default === undefined) throw new TemplateError(`the parameter ${name} has no default`);
  return parameter.Default;
}

function getAttribute(scope: Scope, argument: unknown): unknown {
  const [logicalId = '', ...path] = Array.isArray(argument)
    ? argument.map((part) => text(part, 'Fn::GetAtt'))
    : text(argument, 'Fn::GetAtt').split('.');
  return resourceAt(scope, logicalId).attribute(path.join('.'));
}

function substitute(scope: Scope, argument: unknown): string {
  const [pattern, own] = Array.isArray(argument) ? pair(argument, 'Fn::Sub') : [argument, {}];
  const variables = z.record(z.string(), z.unknown()).parse(own);
  return text(pattern, 'Fn::Sub').replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`;
    if (name in variables) return text(resolve(scope, variables[name]), name);
    return text(name.includes('.') ? getAttribute(scope, name) : refer(scope, name), name);
  });
}

function importValue(stacks: Stacks, wanted: string): unknown {
  for (const [stack, { Outputs }] of stacks.templates) {
    const scope = { stacks, stack };
    for (const { Export, Value } of Object.values(Outputs)) {
      if (Export !== undefined && resolve(scope, Export.Name) === wanted) return resolve(scope, Value);
    }
  }
  throw new TemplateError(`no stack exports ${wanted}`);
}

/** `AWS::NoValue` takes away the property it stands at. */
const noValue = Symbol('AWS::NoValue');

const pseudoParameters: Readonly<Record<string, string | symbol>> = {
  'AWS::AccountId': account,
  'AWS::Region': region,
  'AWS::Partition': partition,
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::NoValue': noValue,
};

function text(value: unknown, where: string): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new TemplateError(`${where} expected a text, got ${JSON.stringify(value)}`);
}

function list(value: unknown, where: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw new TemplateError(`${where} expected a list, got ${JSON.stringify(value)}`);
}

function pair(value: unknown, where: string): [unknown, unknown] {
  const [first, second] = list(value, where);
  return [first, second];
}
