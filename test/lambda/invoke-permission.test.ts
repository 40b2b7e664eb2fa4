/** Who may invoke a deployed function: exactly the service, the source and the alias that the templates name. */
import { describe, expect, test } from 'vitest';
import { findRoute } from './http-routes.ts';
import { mayInvoke, mayInvokeAs } from './invoke-permission.ts';
import { parseTemplate, resolveDeployment } from './template.ts';

const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:f:live';
const topic = 'arn:aws:sns:us-east-1:000000000000:inbound';
const group = 'arn:aws:scheduler:us-east-1:000000000000:schedule-group/timers';
const roleArn = 'arn:aws:iam::000000000000:role/timers';

type Raw = Record<string, unknown>;

function permission(changes: Raw = {}) {
  const Properties = {
    Action: 'lambda:InvokeFunction',
    FunctionName: { Ref: 'Alias' },
    Principal: 'sns.amazonaws.com',
    SourceArn: topic,
    ...changes,
  };
  return { Type: 'AWS::Lambda::Permission', Properties };
}

/** A role that the Scheduler takes for its own group. */
function timerRole(changes: { trusts?: Raw; action?: string } = {}) {
  const trusts = { 'aws:SourceAccount': '000000000000', 'aws:SourceArn': group, ...changes.trusts };
  const Principal = { Service: 'scheduler.amazonaws.com' };
  const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal, Condition: { StringEquals: trusts } };
  const grant = { Effect: 'Allow', Action: changes.action ?? 'lambda:InvokeFunction', Resource: functionArn };
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'timers',
      AssumeRolePolicyDocument: { Statement: [trust] },
      Policies: [{ PolicyName: 'invoke', PolicyDocument: { Version: '2012-10-17', Statement: [grant] } }],
    },
  };
}

function deploymentOf(resources: Raw) {
  const Resources = {
    Function: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'f' } },
    Alias: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Function' }, Name: 'live' } },
    ...resources,
  };
  return resolveDeployment({ App: parseTemplate(JSON.stringify({ Resources })) });
}

describe('a service', () => {
  test.each<[string, Raw, boolean]>([
    ['that is named, for the source that is named, may', {}, true],
    ['may for a source that fits a pattern', { SourceArn: 'arn:aws:sns:*:000000000000:in*' }, true],
    ['may not for another source', { SourceArn: `${topic}-other` }, false],
    ['may not where another service is named', { Principal: 'events.amazonaws.com' }, false],
    ['may not where another account is named', { SourceAccount: '111122223333' }, false],
    [
      'may not invoke the alias by a permission of the function',
      { FunctionName: { Ref: 'Function' } },
      false,
    ],
    ['may not where something else is permitted', { Action: 'lambda:GetFunction' }, false],
  ])('%s', (_, changes, may) => {
    const deployment = deploymentOf({ Permission: permission(changes) });

    expect(mayInvoke(deployment, { functionArn, principal: 'sns.amazonaws.com', sourceArn: topic })).toBe(
      may,
    );
  });
});

describe('the Scheduler as a role', () => {
  test.each<[string, Parameters<typeof timerRole>[0], boolean]>([
    ['that trusts it for this group and may invoke, may', {}, true],
    [
      'may not where the role trusts it for another group',
      { trusts: { 'aws:SourceArn': `${group}-x` } },
      false,
    ],
    ['may not where the role allows something else', { action: 'lambda:GetFunction' }, false],
  ])('%s', (_, changes, may) => {
    const deployment = deploymentOf({ Role: timerRole(changes) });
    const invocation = { functionArn, principal: 'scheduler.amazonaws.com', sourceArn: group };

    expect(mayInvokeAs(deployment, roleArn, invocation)).toBe(may);
  });
});

describe('a route', () => {
  const api = {
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: {} },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { IntegrationUri: { Ref: 'Alias' }, PayloadFormatVersion: '2.0' },
    },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Api' },
        RouteKey: 'GET /s/{token}',
        Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
      },
    },
  };
  const letIn = permission({
    Principal: 'apigateway.amazonaws.com',
    SourceArn: 'arn:aws:execute-api:us-east-1:000000000000:api/*/*/s/{token}',
  });

  test('leads to its function with what stands in the path', () => {
    const deployment = deploymentOf({ ...api, Permission: letIn });

    expect(findRoute(deployment, 'GET', '/s/a%20b')).toEqual({
      routeKey: 'GET /s/{token}',
      parameters: { token: 'a b' },
      functionArn,
    });
    expect(findRoute(deployment, 'POST', '/s/ab')).toBe(undefined);
    expect(findRoute(deployment, 'GET', '/s/ab/c')).toBe(undefined);
    expect(findRoute(deployment, 'GET', '/s/')).toBe(undefined);
  });

  test('to a function that the API may not invoke is an error', () => {
    expect(() => findRoute(deploymentOf(api), 'GET', '/s/ab')).toThrow('may not invoke');
  });
});
