/** Policies evaluated as IAM evaluates them: nothing is allowed by default, a denial wins, what is not understood is an error. */
import { describe, expect, test } from 'vitest';
import { type Call, createPermissions, readStatements } from './iam.ts';
import { parseTemplate, resolveDeployment } from './template.ts';

type Raw = Record<string, unknown>;

/** A role with these statements inline and, where given, more in a policy attached to it. */
function permissionsOf(inline: Raw[], attached: Raw[] = [], role: Raw = {}) {
  const documentOf = (statements: Raw[]) => ({ Version: '2012-10-17', Statement: statements });
  const resources = {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'r',
        Policies: [{ PolicyName: 'own', PolicyDocument: documentOf(inline) }],
        ...role,
      },
    },
    Attached: {
      Type: 'AWS::IAM::Policy',
      Properties: { PolicyName: 'more', PolicyDocument: documentOf(attached), Roles: [{ Ref: 'Role' }] },
    },
    Foreign: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'foreign',
        PolicyDocument: documentOf([allow('*', '*')]),
        Roles: ['somebody-else'],
      },
    },
  };
  const deployment = resolveDeployment({ App: parseTemplate(JSON.stringify({ Resources: resources })) });
  return createPermissions('r', readStatements(deployment, deployment.resource('AWS::IAM::Role', 'r')));
}

function allow(Action: string | string[], Resource: string | string[], Condition?: Raw): Raw {
  return { Effect: 'Allow', Action, Resource, ...(Condition === undefined ? {} : { Condition }) };
}

const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/bookings';

function put(keys?: string[], resource = table): Call {
  return { action: 'dynamodb:PutItem', resource, context: { 'dynamodb:LeadingKeys': keys } };
}

describe('a call', () => {
  test.each<[string, Raw[], boolean]>([
    ['nothing allows is refused', [], false],
    ['another action allows is refused', [allow('dynamodb:GetItem', table)], false],
    ['another resource allows is refused', [allow('dynamodb:PutItem', `${table}/index/*`)], false],
    ['a statement names is allowed', [allow('dynamodb:PutItem', table)], true],
    ['a list names is allowed', [allow(['dynamodb:GetItem', 'dynamodb:PutItem'], ['x', table])], true],
    ['is allowed whatever the case of its action', [allow('DynamoDB:putitem', table)], true],
    ['a wildcard covers is allowed', [allow('dynamodb:Put*', 'arn:aws:dynamodb:*:*:table/book?ngs')], true],
    [
      'a dot in a pattern does not cover',
      [allow('dynamodb:PutItem', table.replace('bookings', 'b.okings'))],
      false,
    ],
    [
      'a denial wins over',
      [allow('dynamodb:*', '*'), { Effect: 'Deny', Action: 'dynamodb:PutItem', Resource: table }],
      false,
    ],
    ['is not among the excepted actions', [{ Effect: 'Allow', NotAction: ['s3:*'], Resource: '*' }], true],
    ['is among the excepted actions', [{ Effect: 'Allow', NotAction: ['dynamodb:*'], Resource: '*' }], false],
    [
      'is not on an excepted resource',
      [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:sns:*' }],
      true,
    ],
    [
      'is on an excepted resource',
      [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:dynamodb:*' }],
      false,
    ],
  ])('%s', (_, statements, allowed) => {
    expect(permissionsOf(statements).evaluate(put()).allowed).toBe(allowed);
  });

  test('A policy attached to the role counts, one attached to another role does not', () => {
    expect(permissionsOf([], [allow('dynamodb:PutItem', table)]).evaluate(put()).allowed).toBe(true);
    expect(permissionsOf([]).evaluate(put()).allowed).toBe(false);
  });
});

describe('conditions', () => {
  test.each<[string, string, string | string[], string[] | undefined, boolean]>([
    ['all keys are like', 'ForAllValues:StringLike', 'booking#*', ['booking#1', 'booking#2'], true],
    ['one key is not like', 'ForAllValues:StringLike', 'booking#*', ['booking#1', 'clinic#2'], false],
    ['one of several patterns', 'ForAllValues:StringLike', ['booking#*', 'clinic#*'], ['clinic#2'], true],
    ['all of none', 'ForAllValues:StringEquals', 'booking#1', undefined, true],
    ['any of several', 'ForAnyValue:StringEquals', 'booking#1', ['booking#2', 'booking#1'], true],
    ['any of none', 'ForAnyValue:StringEquals', 'booking#1', undefined, false],
    ['exactly one', 'StringEquals', 'booking#1', ['booking#1'], true],
    ['a wildcard where none counts', 'StringEquals', 'booking#*', ['booking#1'], false],
    ['a key that is absent', 'StringLike', '*', undefined, false],
    ['a key that must not be', 'StringNotEquals', 'booking#1', ['booking#2'], true],
    ['a key that must not be and is', 'StringNotEquals', 'booking#1', ['booking#1'], false],
    ['a key that must not be and is absent', 'StringNotEquals', 'booking#1', undefined, true],
  ])('%s', (_, operator, wanted, keys, allowed) => {
    const condition = { [operator]: { 'dynamodb:LeadingKeys': wanted } };

    const verdict = permissionsOf([allow('dynamodb:*', '*', condition)]).evaluate(put(keys));

    expect(verdict.allowed).toBe(allowed);
  });

  test.each<[string, Raw, string]>([
    ['an operator', { NumericEquals: { 'dynamodb:LeadingKeys': '1' } }, 'NumericEquals'],
    ['a set operator', { 'ForSomeValues:StringEquals': { 'dynamodb:LeadingKeys': '1' } }, 'ForSomeValues'],
    ['a key', { StringEquals: { 'aws:SourceVpc': 'vpc' } }, 'aws:SourceVpc'],
    [
      'several values without a set operator',
      { StringEquals: { 'dynamodb:LeadingKeys': '1' } },
      'several values',
    ],
  ])('%s that is not understood is an error', (_, condition, says) => {
    const permissions = permissionsOf([allow('dynamodb:*', '*', condition)]);

    expect(() => permissions.evaluate(put(['1', '2']))).toThrow(says);
  });
});

test('A role with a boundary or a managed policy that nobody looked at is an error', () => {
  expect(() => permissionsOf([], [], { PermissionsBoundary: 'arn:aws:iam::aws:policy/Any' })).toThrow(
    'boundary',
  );
  expect(() => permissionsOf([], [], { ManagedPolicyArns: ['arn:aws:iam::aws:policy/Any'] })).toThrow(
    'policy/Any',
  );
});

test('A statement with an element that is not understood is an error', () => {
  expect(() => permissionsOf([{ ...allow('*', '*'), Principal: '*' }])).toThrow();
  expect(() => permissionsOf([{ Effect: 'Allow', Action: '*' }])).toThrow('Resource');
});

test('What no allowed call needed is known grant by grant, and a refused call needs nothing', () => {
  const permissions = permissionsOf([
    allow(['dynamodb:PutItem', 'dynamodb:GetItem'], [table, `${table}/index/*`]),
    { Effect: 'Deny', Action: 'dynamodb:GetItem', Resource: '*' },
  ]);
  permissions.evaluate(put());
  permissions.evaluate({ ...put(), action: 'dynamodb:GetItem' });

  expect(permissions.unused().map(({ action, resource }) => `${action} ${resource}`)).toEqual([
    `dynamodb:PutItem ${table}/index/*`,
    `dynamodb:GetItem ${table}`,
    `dynamodb:GetItem ${table}/index/*`,
  ]);
});

test('Of a list of keys each entry is a grant of its own', () => {
  const condition = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['booking#*', 'clinic#*'] } };
  const permissions = permissionsOf([allow('dynamodb:PutItem', table, condition)]);
  permissions.evaluate(put(['booking#1']));

  expect(permissions.unused().map(({ only }) => only)).toEqual(['clinic#*']);
});
