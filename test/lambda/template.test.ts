/** Synthesised templates read as CloudFormation reads them: references become the deployed names, and what is not known is never guessed. */
import { describe, expect, test } from 'vitest';
import { parseTemplate, resolveDeployment } from './template.ts';

function stack(resources: Record<string, unknown>, more: Record<string, unknown> = {}) {
  return parseTemplate(JSON.stringify({ Resources: resources, ...more }));
}

/** One property of an otherwise empty function, as it is resolved. */
function resolved(value: unknown, more: Record<string, unknown> = {}): unknown {
  const resources = {
    Fn: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'f', Description: value } },
    ...more,
  };
  const deployment = resolveDeployment({ App: stack(resources) });
  return deployment.resource('AWS::Lambda::Function', 'f').property('Description');
}

/** What `Fn::Sub` fills. */
function hole(name: string): string {
  return ['$', '{', name, '}'].join('');
}

const table = { Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'bookings' } } };

describe('resolving', () => {
  test.each<[string, unknown, unknown]>([
    ['a reference', { Ref: 'Table' }, 'bookings'],
    ['an ARN', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'arn:aws:dynamodb:us-east-1:000000000000:table/bookings'],
    [
      'joined parts',
      {
        'Fn::Join': [
          '',
          ['arn:', { Ref: 'AWS::Partition' }, ':', { Ref: 'AWS::Region' }, ':', { Ref: 'Table' }],
        ],
      },
      'arn:aws:us-east-1:bookings',
    ],
    [
      'a substitution with own, pseudo and literal names',
      {
        'Fn::Sub': [
          [hole('Own'), hole('AWS::AccountId'), hole('Table.Arn'), hole('!Kept')].join('/'),
          { Own: { Ref: 'Table' } },
        ],
      },
      `bookings/000000000000/arn:aws:dynamodb:us-east-1:000000000000:table/bookings/${hole('Kept')}`,
    ],
    ['one part of a split', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    ['what is nested', [{ of: { Ref: 'Table' } }, { Ref: 'AWS::NoValue' }], [{ of: 'bookings' }]],
    ['what is left out', { kept: 1, gone: { Ref: 'AWS::NoValue' } }, { kept: 1 }],
  ])('%s', (_, value, expected) => {
    expect(resolved(value, table)).toEqual(expected);
  });

  test('A value imported from another stack is that stack’s resource', () => {
    const data = stack(table, {
      Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Table', 'Arn'] }, Export: { Name: 'Data:Arn' } } },
    });
    const app = stack({
      Fn: {
        Type: 'AWS::Lambda::Function',
        Properties: { FunctionName: 'f', Role: { 'Fn::ImportValue': 'Data:Arn' } },
      },
    });
    const deployment = resolveDeployment({ Data: data, App: app });

    expect(deployment.resource('AWS::Lambda::Function', 'f').property('Role')).toBe(
      'arn:aws:dynamodb:us-east-1:000000000000:table/bookings',
    );
  });

  test('An alias is known by the function it stands for', () => {
    const alias = {
      Type: 'AWS::Lambda::Alias',
      Properties: { FunctionName: { Ref: 'Fn' }, Name: 'live' },
    };

    expect(resolved({ Ref: 'Alias' }, { Alias: alias })).toBe(
      'arn:aws:lambda:us-east-1:000000000000:function:f:live',
    );
  });

  test('A role without a name gets one of its stack and its logical id', () => {
    const role = { Type: 'AWS::IAM::Role', Properties: {} };

    expect(resolved({ 'Fn::GetAtt': ['Role', 'Arn'] }, { Role: role })).toBe(
      'arn:aws:iam::000000000000:role/App-Role',
    );
  });
});

describe('what is not known', () => {
  test.each<[string, unknown, string]>([
    ['a resource that is not there', { Ref: 'Nobody' }, 'no resource Nobody'],
    ['an attribute nobody listed', { 'Fn::GetAtt': ['Table', 'StreamArn'] }, 'has no known StreamArn'],
    ['a type nobody listed', { Ref: 'Odd' }, 'AWS::Odd::Thing'],
    ['a function nobody wrote', { 'Fn::Cidr': [] }, 'Fn::Cidr'],
    ['a pseudo parameter nobody listed', { Ref: 'AWS::NotificationARNs' }, 'AWS::NotificationARNs'],
    ['an export nobody makes', { 'Fn::ImportValue': 'Data:Arn' }, 'exports Data:Arn'],
    ['a value that is itself', { 'Fn::GetAtt': ['Loop', 'Arn'] }, 'refers to itself'],
  ])('%s is an error', (_, value, says) => {
    const odd = {
      Odd: { Type: 'AWS::Odd::Thing' },
      Loop: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::GetAtt': ['Loop', 'Arn'] } } },
    };
    expect(() => resolved(value, { ...table, ...odd })).toThrow(says);
  });

  test('Two resources of one name are an error, and so is none', () => {
    const deployment = resolveDeployment({ One: stack(table), Two: stack(table) });

    expect(() => deployment.resource('AWS::DynamoDB::Table', 'bookings')).toThrow(
      '2 of AWS::DynamoDB::Table',
    );
    expect(() => deployment.resource('AWS::DynamoDB::Table', 'visits')).toThrow('named visits');
  });
});
